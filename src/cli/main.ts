/** The command line: arguments in, files read, the workspace asked, a report printed. */
import './optimize-later';
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { lazily } from '../base/lazily';
import { finish, finishWaiting } from '../base/task';
import type { Workspace } from '../workspace/create-workspace';
import { createWorkspace } from '../workspace/create-workspace';
import { connectivityFormats, connectivityText, type ConnectivityFormat } from '../report/connectivity-text';
import { flowJson, unreadFlowJson } from '../report/decision-json';
import { decisionsFormats, decisionsText, type DecisionsFormat } from '../report/decisions-text';
import { diagnosticText } from '../report/diagnostic-text';
import { checkConformance } from './conformance';
import { inflate } from './file-bytes';
import { help, helpers } from './helper-threads';
import { readPaths } from './read-paths';
import { readQuestions } from './read-questions';
import { UsageError, oneOf, regimeOf, usage } from './usage';

const scopes = ['enforced', 'pending', 'promoted'] as const;
const groupings = ['pod', 'workload', 'service', 'namespace'] as const;

/** Exit codes. */
const answered = 0;
const disagreed = 1;
const couldNotRun = 2;

const sharedOptions = {
  scope: { type: 'string', default: 'enforced' },
  'calico-version': { type: 'string' },
} as const;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const wantsHelp = rest.includes('--help') || rest.includes('-h');
  switch (wantsHelp ? 'help' : command) {
    case 'eval':
      return evaluate(rest);
    case 'connectivity':
      return connectivity(rest);
    case 'decisions':
      return decisions(rest);
    case 'conformance':
      return conformance(rest);
    case '--help':
    case '-h':
    case 'help':
      print(usage);
      return answered;
    case undefined:
      throw new UsageError('Which command?');
    default:
      throw new UsageError(`Unknown command ${command}.`);
  }
}

async function evaluate(args: readonly string[]): Promise<number> {
  const options = { ...sharedOptions, flows: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.flows === undefined) throw new UsageError('eval needs --flows FILE.');
  const scope = oneOf('--scope', values.scope, scopes);
  if ([values.flows, ...positionals].filter((path) => path === '-').length > 1) {
    throw new UsageError('Standard input can be read once only.');
  }
  const asked = readQuestions(values.flows);
  const workspace = await load(positionals, values['calico-version']);
  const lines = asked.map(({ id, flow }) =>
    flow.ok ? flowJson(id, workspace.evaluate(flow.value, scope), workspace.placeOf) : unreadFlowJson(id, flow.error),
  );
  const body = lines.map((line) => `  ${JSON.stringify(line)}`).join(',\n');
  print(`{"schema": 1, "flows": [${body === '' ? '' : `\n${body}\n`}]}\n`);
  return answered;
}

const hostsLeftOut =
  'tierscope: host endpoints judge routed packets here, and connection sets leave them out: ask with eval.\n';

async function connectivity(args: readonly string[]): Promise<number> {
  const options = {
    ...sharedOptions,
    by: { type: 'string', default: 'workload' },
    format: { type: 'string', default: 'json' },
    'with-denied': { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const scope = oneOf('--scope', values.scope, scopes);
  const by = oneOf('--by', values.by, groupings);
  const format: ConnectivityFormat = oneOf('--format', values.format, connectivityFormats);
  const workspace = await load(positionals, values['calico-version']);
  const answer = workspace.connectivity(by, scope, values['with-denied']);
  if (answer.hostsMatter) process.stderr.write(hostsLeftOut);
  for (const piece of connectivityText(answer, format, workspace.placeOf)) print(piece);
  return answered;
}

async function decisions(args: readonly string[]): Promise<number> {
  const options = { ...sharedOptions, format: { type: 'string', default: 'json' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const scope = oneOf('--scope', values.scope, scopes);
  const format: DecisionsFormat = oneOf('--format', values.format, decisionsFormats);
  const workspace = await load(positionals, values['calico-version']);
  const about = { revision: 1, scope };
  const answer = finish(workspace.decisions(about));
  const shares = function* () {
    for (const id of answer.policies.ids) {
      const share = finish(workspace.policyShare({ ...about, id }));
      if (share !== undefined) yield share;
    }
  };
  for (const piece of decisionsText(answer, shares(), format)) print(piece);
  return answered;
}

function conformance(args: readonly string[]): number {
  const [root] = args;
  if (root === undefined) throw new UsageError('conformance needs a folder of scenarios.');
  return checkConformance(root, decode, print) ? answered : disagreed;
}

/** Reads and joins all paths; what there is to tell about them goes to stderr. */
async function load(paths: readonly string[], calicoVersion: string | undefined): Promise<Workspace> {
  if (paths.length === 0) throw new UsageError('Which files? Name files or folders, or - for standard input.');
  const regime = calicoVersion === undefined ? undefined : regimeOf(calicoVersion);
  const workspace = createWorkspace({ decode, inflate, helpers });
  const { diagnostics } = await finishWaiting(
    workspace.load({ revision: 1, files: readPaths(paths), regime }),
    inTurns(),
  );
  const text = diagnostics.map((diagnostic) => `${diagnosticText(diagnostic, workspace.placeOf)}\n`);
  process.stderr.write(text.join(''));
  return workspace;
}

/** Pauses now and then, for what other threads have to say. */
function inTurns(): () => Promise<void> | undefined {
  let end = performance.now() + TURN_MS;
  return () => {
    if (performance.now() < end) return undefined;
    return setImmediate().then(() => void (end = performance.now() + TURN_MS));
  };
}

const TURN_MS = 20;

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A stretch of text is written from here, so that a long answer needs no memory of its own. */
const room = lazily(() => Buffer.allocUnsafeSlow(2 ** 20));
/** In UTF-8, no text gets longer than this times its length. */
const mostBytes = 3;

/** Whole even into a pipe that is read slowly. */
function print(text: string): void {
  const fits = mostBytes * text.length <= 2 ** 20;
  const bytes = fits ? room().subarray(0, room().write(text)) : Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.exitCode = couldNotRun;
    // Nobody reads on, as with `head`: there is nobody to tell.
    if ((error as { code?: unknown }).code === 'EPIPE') return;
    const expected =
      error instanceof UsageError || error instanceof SyntaxError || (error as { code?: unknown }).code !== undefined;
    process.stderr.write(
      `tierscope: ${error instanceof Error ? (expected ? error.message : error.stack) : String(error)}\n`,
    );
    if (error instanceof UsageError) process.stderr.write(usage);
  }
}

if (isMainThread) await run();
else help();
