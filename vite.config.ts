/**
 * `vite build` makes the page: one HTML file that runs by double click, from any server, and without a network.
 * `vite build --mode cli` makes the command line: one file for Node; `--mode bench` and `--mode bench-worker` make what
 * `npm run bench` measures with. `vitest` takes its settings from here too.
 */
import react from '@vitejs/plugin-react';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { examples } from './scripts/build/examples.ts';
import { oneFile } from './scripts/build/one-file.ts';

const page: ViteUserConfig = {
  plugins: [react(), examples('public/examples'), oneFile()],
  // Classic workers: browsers refuse module workers made from a blob when the page was opened from disk.
  worker: { format: 'iife' },
  // Laws over hundreds of generated clusters take seconds, and several times that on a busy machine.
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000 },
};

const commandLine: ViteUserConfig = {
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    target: 'node20',
    minify: true,
    emptyOutDir: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      output: { entryFileNames: 'cli.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
};

const benchmarks: ViteUserConfig = {
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/testing/bench/main.ts',
    target: 'node20',
    outDir: '.bench',
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: 'bench.js', codeSplitting: false } },
  },
};

/** The same stages for a worker of a browser, in the form in which a page opened from disk can start one. */
const benchWorker: ViteUserConfig = {
  publicDir: false,
  build: {
    lib: {
      entry: 'src/testing/bench/in-worker.ts',
      formats: ['iife'],
      name: 'bench',
      fileName: () => 'bench-worker.js',
    },
    outDir: '.bench',
    emptyOutDir: false,
  },
};

const modes: Readonly<Record<string, ViteUserConfig>> = {
  cli: commandLine,
  bench: benchmarks,
  'bench-worker': benchWorker,
};

export default defineConfig(({ mode }) => modes[mode] ?? page);
