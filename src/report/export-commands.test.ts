import { expect, test } from 'vitest';
import type { Unknown } from '../model/verdict';
import { exportCommandFor, exportCommands } from './export-commands';

test.each<[Unknown, string]>([
  [{ kind: 'namespace-labels', namespace: 'shop' }, 'kubectl get namespace shop -o yaml > namespace.yaml'],
  [{ kind: 'tier', tier: 'security' }, 'kubectl get tiers.projectcalico.org -o yaml > tiers.yaml'],
  [
    { kind: 'service-account-labels', account: 'shop/cart' },
    'kubectl get serviceaccount -n shop cart -o yaml > account.yaml',
  ],
])('the command for what is missing: %#', (unknown, command) => {
  expect(exportCommandFor(unknown)).toBe(command);
});

test('a hostile name cannot leave its word of the shell', () => {
  const command = exportCommandFor({ kind: 'namespace-labels', namespace: "a'; rm -rf ~; '" });
  expect(command).toBe(`kubectl get namespace 'a'\\''; rm -rf ~; '\\''' -o yaml > namespace.yaml`);
});

test('no command prints pods whole', () => {
  for (const { command } of exportCommands) expect(command).not.toMatch(/get [^>]*pods[^>]*-o (yaml|json)\b/);
});
