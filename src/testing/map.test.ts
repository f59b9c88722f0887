import { expect, test } from 'vitest';
import { forbiddenImports, forbiddenIn, readMap, sourceFolders } from './map';

const map = readMap();

test('every folder has its row, and no file imports what its row does not list', () => {
  expect([...map.keys()].sort()).toEqual(expect.arrayContaining([...sourceFolders()]));
  expect(forbiddenImports(map)).toEqual([]);
});

test.each([
  ['engine/a.ts', "import { read } from '../ingest/read-text';"],
  ['engine/a.ts', "import type { Answer } from '../analysis/answers';"],
  ['engine/compile/a.ts', "export * from '../../app/App';"],
  ['engine/compile/a.ts', "const late = await import('../../worker/protocol');"],
  ['engine/a.ts', "import { readFileSync } from 'node:fs';"],
  ['engine/a.ts', "import '../testing/builders';"],
  ['selector/a.test.ts', "import { walk } from '../engine/walk';"],
  ['app/main.tsx', "import cytoscape from 'cytoscape';"],
  ['canvas/a.ts', "import { createRoot } from 'react-dom/client';"],
])('sees the bad import in %s: %s', (name, text) => {
  expect(forbiddenIn(name, text, map)).toHaveLength(1);
});

test.each([
  ['engine/compile/a.ts', "import { and } from '../../base/truth';\nimport { sort } from './sort';"],
  ['engine/a.test.ts', "import { expect } from 'vitest';\nimport { cluster } from '../testing/builders';"],
  ['app/parts/a.tsx', "import { useVirtualizer } from '@tanstack/react-virtual';\nimport css from './a.module.css';"],
  ['editor/a.ts', "import * as monaco from 'monaco-editor/esm/vs/editor/editor.api.js';"],
  ['cli/a.ts', "import { readFileSync } from 'node:fs';\n// import x from '../app/App'"],
])('finds nothing wrong in %s', (name, text) => {
  expect(forbiddenIn(name, text, map)).toEqual([]);
});
