/** What the program makes of a scenario, in the words of its `expected.yaml`. */
import { getOrMake } from '../base/collections';
import { finish } from '../base/task';
import type { Regime } from '../model/cluster';
import type { Diagnostic } from '../model/diagnostic';
import { defaultSourcePort, isAddress, parseProtocol, type Flow, type FlowEnd } from '../model/flow';
import type { Decision, FlowOutcome, FlowVerdict, PathPlace, PathStep, Side } from '../model/verdict';
import { createWorkspace, type Workspace } from '../workspace/create-workspace';
import type { InputFile } from '../workspace/library';
import { decodeText, inflate } from '../worker/host';
import type { ExpectedFlow } from './scenarios';

/** A table of flows with what comes of them, aligned, one flow a line; made to be compared. */
export function flowTable(flows: readonly ExpectedFlow[]): string {
  const rows = flows.map(({ from, to, connection, verdict, egress, ingress, path, scope, regime }) => {
    const view = [scope === 'enforced' ? '' : scope, regime ?? ''].filter((word) => word !== '').join(' ');
    return [from, to, connection, verdict, egress, ingress, view, path ?? ''];
  });
  const widths = [0, 1, 2, 3, 4, 5, 6, 7].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What comes of loading some files, in one generation of Calico or in the one detected; loaded once for each. */
export type Loader = (regime: Regime | undefined) => Loaded;

export interface Loaded {
  readonly workspace: Workspace;
  readonly diagnostics: readonly Diagnostic[];
}

export function loaderOf(files: readonly InputFile[]): Loader {
  const loaded = new Map<Regime | undefined, Loaded>();
  return (regime) =>
    getOrMake(loaded, regime, () => {
      const workspace = createWorkspace({ decode: decodeText, inflate });
      const { diagnostics } = finish(workspace.load({ revision: 1, files, regime }));
      return { workspace, diagnostics };
    });
}

/** The same flows with the program's own verdicts and deciders; pods that a `*` stands for have to agree. */
export const answered = (load: Loader, flows: readonly ExpectedFlow[]): readonly ExpectedFlow[] =>
  flows.map((flow) => answer(load(flow.regime).workspace, flow));

/** Codes of all diagnostics, each once, sorted. */
export const codesOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  [...new Set(diagnostics.map(({ code }) => code))].sort();

function answer(workspace: Workspace, flow: ExpectedFlow): ExpectedFlow {
  const ends = (text: string) => endsOf(workspace, text);
  const connection = connectionOf(flow.connection);
  const verdicts = ends(flow.from).flatMap((from) =>
    ends(flow.to).flatMap((to) => verdictsOf(workspace.evaluate({ from, to, ...connection }, flow.scope))),
  );
  const all = (textOf: (verdict: FlowVerdict) => string) => [...new Set(verdicts.map(textOf))].sort().join(' | ');
  return {
    ...flow,
    verdict: all(({ verdict }) => verdict),
    egress: all(({ egress }) => sideText(egress)),
    ingress: all(({ ingress }) => sideText(ingress)),
    path: flow.path === undefined ? undefined : all(({ path }) => path.map(stepText).join('; ')),
  };
}

const verdictsOf = ({ verdict, backends }: FlowOutcome): readonly FlowVerdict[] =>
  backends?.map((backend) => backend.verdict) ?? [verdict];

/** `node a`, `service shop/api`, an address, or a pod; `shop/api-*` is every pod whose id starts so. */
function endsOf(workspace: Workspace, text: string): readonly FlowEnd[] {
  const [kind, name] = text.split(' ');
  if (kind === 'node' && name !== undefined) return [{ kind, name }];
  if (kind === 'service' && name !== undefined) return [{ kind, id: name }];
  if (isAddress(text)) return [{ kind: 'ip', ip: text }];
  if (!text.endsWith('*')) return [{ kind: 'pod', id: text }];
  const all = { revision: 1, scope: 'enforced', text: '', from: 0, count: Infinity } as const;
  const { lines } = finish(workspace.endpoints(all));
  const pods = lines
    .flatMap((line) => (line.kind === 'endpoint' ? [line.endpoint] : []))
    .filter(({ id }) => id.startsWith(text.slice(0, -1)));
  if (pods.length === 0) throw new Error(`No pod is called ${text}.`);
  return pods.map(({ id }) => ({ kind: 'pod', id }));
}

/** `TCP 8080`, `TCP 8080 from 1024`, `ICMP type 8 code 0`, `protocol 47`. */
function connectionOf(whole: string): Pick<Flow, 'protocol' | 'port' | 'sourcePort' | 'icmp'> {
  const [text = '', sourcePort] = whole.split(' from ');
  const [name = '', ...rest] = text.split(' ');
  const protocol = parseProtocol(name === 'protocol' ? (rest[0] ?? '') : name);
  if (protocol === undefined) throw new Error(`${text} names no protocol.`);
  const icmp = /type (\d+) code (\d+)$/.exec(text);
  return {
    protocol,
    port: /^\w+ \d+$/.test(text) && name !== 'protocol' ? Number(rest[0]) : undefined,
    sourcePort: sourcePort === undefined ? defaultSourcePort : Number(sourcePort),
    icmp: icmp === null ? undefined : { type: Number(icmp[1]), code: Number(icmp[2]) },
  };
}

/** `np:shop/cart rule 1`; where the input leaves the decider open, all that are possible. */
const sideText = (side: Side | undefined): string =>
  side === undefined ? 'none' : side.decisions.map(decisionText).sort().join(' or ');

/** `ingress pre-dnat eth0-a: gnp:guard rule 1` at a host endpoint, `egress shop/web: …`, `ingress node a: …`. */
const stepText = ({ at, direction, stage, decision }: PathStep): string =>
  `${direction} ${at.kind === 'host-endpoint' ? `${stage} ` : ''}${placeText(at)}: ${decisionText(decision)}`;

function placeText(place: PathPlace): string {
  switch (place.kind) {
    case 'pod':
      return place.pod;
    case 'host-endpoint':
      return place.hostEndpoint;
    case 'node':
      return `node ${place.node}`;
  }
}

function decisionText(decision: Decision): string {
  switch (decision.by) {
    case 'rule':
      return `${decision.policy.id} rule ${decision.rule + 1}`;
    case 'end-of-tier':
      return `end of tier ${decision.tier} (${decision.policy.id})`;
    case 'profile':
      return `profile ${decision.profile}`;
    case 'no-profile-match':
      return 'no profile match';
    case 'host-bypass':
      return 'host bypass';
    case 'encapsulation-guard':
      return 'encapsulation guard';
    case 'failsafe':
      return 'failsafe port';
    case 'forward-default':
      return 'forward default';
    case 'endpoint-to-host':
      return 'endpoint to host';
  }
}
