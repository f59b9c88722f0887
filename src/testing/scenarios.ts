/** The folders of `fixtures`: what to load, and what the references say comes of it. Format: `fixtures/README.md`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import type { Regime } from '../model/cluster';
import type { Scope } from '../model/verdict';
import type { InputFile } from '../workspace/library';

export interface Scenario {
  readonly name: string;
  readonly files: readonly InputFile[];
  readonly flows: readonly ExpectedFlow[];
  /** Every error and warning that may come, and every info that must. */
  readonly codes: readonly string[];
  /** The generation of Calico chosen for all of it; `undefined`: as detected. */
  readonly regime: Regime | undefined;
}

export interface ExpectedFlow {
  readonly from: string;
  readonly to: string;
  readonly connection: string;
  readonly verdict: string;
  readonly egress: string;
  readonly ingress: string;
  /** Steps in order, joined by `; `; `undefined`: not stated. */
  readonly path: string | undefined;
  readonly scope: Scope;
  /** `undefined`: as detected. */
  readonly regime: Regime | undefined;
}

/** One tiny file and the diagnostic that it provokes. */
export interface CodeSample {
  readonly code: string;
  readonly file: InputFile;
}

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const publicExamples = fileURLToPath(new URL('../../public/examples/', import.meta.url));

const EXPECTED = 'expected.yaml';
const SAMPLES = 'diagnostics';

/** Every folder with an `expected.yaml`, at any depth, by name. */
export const scenarios = (): readonly Scenario[] => scenariosUnder('', []);

/** Files of a folder are read by every scenario in it, unless that has a file of the same name. */
function scenariosUnder(folder: string, inherited: readonly InputFile[]): readonly Scenario[] {
  return foldersIn(fixtures + folder).flatMap((own): readonly Scenario[] => {
    const name = folder + own;
    const path = `${fixtures}${name}/`;
    const files = overlaid(inherited, filesIn(path));
    if (readdirSync(path).includes(EXPECTED)) return [scenarioFrom(name, files, path + EXPECTED)];
    return scenariosUnder(`${name}/`, files);
  });
}

function overlaid(inherited: readonly InputFile[], own: readonly InputFile[]): readonly InputFile[] {
  const names = new Set(own.map(({ name }) => name));
  return [...inherited.filter(({ name }) => !names.has(name)), ...own];
}

/** The examples of the start screen; what they state stands in `fixtures/examples`. */
export const exampleScenarios = (): readonly Scenario[] =>
  foldersIn(publicExamples).map((name) =>
    scenarioFrom(name, filesIn(`${publicExamples}${name}/`), `${fixtures}examples/${name}.yaml`),
  );

/** A file's name is its code, with `-` for the first `/`. */
export const codeSamples = (): readonly CodeSample[] =>
  filesIn(`${fixtures}${SAMPLES}/`).map((file) => {
    const stem = file.name.replace(/(?:\.zst)?$/, '').replace(/\.[a-z]+$/, '');
    return { code: stem.replace('-', '/'), file };
  });

/** Every code of the union in `model/diagnostic.ts`, sorted. */
export function knownCodes(): readonly string[] {
  const text = readFileSync(new URL('../model/diagnostic.ts', import.meta.url), 'utf8');
  const union = text.slice(text.indexOf('export type DiagnosticCode'));
  return [...union.matchAll(/\| '([^']+)'/g)].flatMap(([, code]) => code ?? []).sort();
}

/** What the tables of `engine/README.md` name as holding their rows: scenarios, and files under `src`. */
export function namedInModel(): readonly string[] {
  const text = readFileSync(new URL('../engine/README.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\|[^|]*\|[^|]*\|([^|]*)\|$/gm);
  return [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []));
}

export const isSourceFile = (path: string): boolean => existsSync(new URL(`../${path}`, import.meta.url));

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const filesIn = (path: string): readonly InputFile[] =>
  readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    .sort()
    .filter((name) => name !== EXPECTED && name !== 'example.json')
    .map((name) => ({ id: name, name, content: new Uint8Array(readFileSync(path + name)) }));

type FlowText = Partial<Omit<ExpectedFlow, 'path'>> & { readonly path?: readonly string[] };

function scenarioFrom(name: string, files: readonly InputFile[], expected: string): Scenario {
  const { flows, diagnostics, calico } = load(readFileSync(expected, 'utf8')) as {
    readonly flows: readonly FlowText[];
    readonly diagnostics: readonly string[];
    readonly calico?: Regime;
  };
  return { name, files, flows: flows.map((flow) => flowFrom(name, flow, calico)), codes: diagnostics, regime: calico };
}

function flowFrom(name: string, flow: FlowText, calico: Regime | undefined): ExpectedFlow {
  const { from, to, connection, verdict, egress, ingress } = flow;
  if (
    from === undefined ||
    to === undefined ||
    connection === undefined ||
    verdict === undefined ||
    egress === undefined ||
    ingress === undefined
  ) {
    throw new Error(`${name}: a flow wants from, to, connection, verdict, egress and ingress.`);
  }
  const { scope = 'enforced', regime = calico } = flow;
  return { from, to, connection, verdict, egress, ingress, path: flow.path?.join('; '), scope, regime };
}
