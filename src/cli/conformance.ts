/**
 * Compares our answers with recorded ones: folders of scenarios, each with `cluster.yaml`, `flows.json`,
 * `expected.json` and, where staged policies matter, `expected-pending.json` and `expected-promoted.json`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { finish } from '../base/task';
import { compareText } from '../base/order';
import type { Scope } from '../model/verdict';
import { flowJson, unreadFlowJson } from '../report/decision-json';
import { createWorkspace, type Workspace, type Decode } from '../workspace/create-workspace';

import { readFlows } from '../workspace/read-flows';
import { inflate } from './file-bytes';
import { regimeOf } from './usage';

interface Tally {
  scenarios: number;
  flows: number;
  agree: number;
}

const expectations: readonly (readonly [Scope, string])[] = [
  ['enforced', 'expected.json'],
  ['pending', 'expected-pending.json'],
  ['promoted', 'expected-promoted.json'],
];

/** Prints a table of suites and every disagreement; tells whether all answers agree. */
export function checkConformance(root: string, decode: Decode, print: (text: string) => void): boolean {
  const suites = new Map<string, Tally>();
  for (const folder of scenarioFolders(root)) {
    const parent = join(folder, '..');
    const suite = relative(root, parent) || basename(root);
    const tally = suites.get(suite) ?? { scenarios: 0, flows: 0, agree: 0 };
    suites.set(suite, tally);
    tally.scenarios += 1;
    const workspace = loadScenario(folder, decode);
    for (const [scope, file] of expectations) {
      const path = join(folder, file);
      if (existsSync(path)) checkScope(workspace, folder, scope, path, tally, print);
    }
  }
  print(tableOf(suites));
  const all = [...suites.values()];
  return all.length > 0 && all.every(({ flows, agree }) => flows === agree);
}

function scenarioFolders(root: string): readonly string[] {
  if (existsSync(join(root, 'flows.json'))) return [root];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareText)
    .flatMap((name) => scenarioFolders(join(root, name)));
}

function loadScenario(folder: string, decode: Decode): Workspace {
  const workspace = createWorkspace({ decode, inflate });
  const regimeFile = join(folder, 'regime');
  const regime = existsSync(regimeFile) ? regimeOf(readFileSync(regimeFile, 'utf8').trim()) : undefined;
  const content = readFileSync(join(folder, 'cluster.yaml'));
  finish(workspace.load({ revision: 1, files: [{ id: 'cluster', name: 'cluster.yaml', content }], regime }));
  return workspace;
}

function checkScope(
  workspace: Workspace,
  folder: string,
  scope: Scope,
  expectedPath: string,
  tally: Tally,
  print: (text: string) => void,
): void {
  const asked = readFlows(JSON.parse(readFileSync(join(folder, 'flows.json'), 'utf8')));
  if (!asked.ok) throw new Error(`${folder}: ${asked.error}`);
  const { flows } = JSON.parse(readFileSync(expectedPath, 'utf8')) as { flows: readonly { id: string }[] };
  const expected = new Map(flows.map((flow) => [flow.id, canonical(flow)]));
  for (const { id, flow } of asked.value) {
    const answer = flow.ok
      ? flowJson(id, workspace.evaluate(flow.value, scope), workspace.placeOf)
      : unreadFlowJson(id, flow.error);
    const ours = canonical(answer);
    tally.flows += 1;
    if (ours === expected.get(id)) tally.agree += 1;
    else print(`${folder} ${scope} ${id}\n  recorded ${expected.get(id) ?? 'nothing'}\n  ours     ${ours}\n`);
  }
}

/** Fields that answers agree or disagree in; what was added beside the contract does not count. */
const compared = new Set([
  'verdict',
  'egress',
  'ingress',
  'action',
  'by',
  'tier',
  'policy',
  'rule',
  'profile',
  'path',
  'backends',
  'to',
]);
const named = new Set(['kind', 'namespace', 'name', 'pod', 'ip', 'node', 'hostEndpoint', 'direction', 'stage']);

function canonical(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key: string, field: unknown) {
    if (key === '' || Array.isArray(this) || named.has(key)) return sorted(field);
    if (key === 'at') return isPathPlace(field) ? sorted(field) : undefined;
    if (key === 'path' && Array.isArray(field) && field.length === 0) return undefined;
    return compared.has(key) ? sorted(field) : undefined;
  });
}

const isPathPlace = (field: unknown): boolean => typeof field === 'object' && field !== null && !('file' in field);

const sorted = (field: unknown): unknown =>
  typeof field === 'object' && field !== null && !Array.isArray(field)
    ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => compareText(a, b)))
    : field;

function tableOf(suites: ReadonlyMap<string, Tally>): string {
  const rows = [...suites].map(([suite, { scenarios, flows, agree }]) => [
    suite,
    String(scenarios),
    String(flows),
    String(agree),
    String(flows - agree),
  ]);
  const all = [['suite', 'scenarios', 'flows', 'agree', 'disagree'], ...rows];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
  return all
    .map(
      (row) =>
        `${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}\n`,
    )
    .join('');
}
