/** What the program makes of a scenario, in the words of its `expected.yaml`. */
import { finish } from '../base/task';
import type { Regime } from '../model/cluster';
import type { Diagnostic } from '../model/diagnostic';
import { defaultSourcePort, isAddress, parseProtocol, type Flow, type FlowEnd } from '../model/flow';
import type { Decision, FlowOutcome, FlowVerdict, Side } from '../model/verdict';
import { createWorkspace, type Workspace } from '../workspace/create-workspace';
import type { InputFile } from '../workspace/library';
import { decodeText } from '../worker/host';
import type { ExpectedFlow } from './scenarios';

/** A table of flows with what comes of them, aligned, one flow a line; made to be compared. */
export function flowTable(flows: readonly ExpectedFlow[]): string {
  const rows = flows.map(({ from, to, connection, verdict, egress, ingress, scope, regime }) => {
    const view = [scope === 'enforced' ? '' : scope, regime ?? ''].filter((word) => word !== '').join(' ');
    return [from, to, connection, verdict, egress, ingress, view];
  });
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same flows with the program's own verdicts and deciders; pods that a `*` stands for have to agree. */
export function answered(files: readonly InputFile[], flows: readonly ExpectedFlow[]): readonly ExpectedFlow[] {
  const loaded = new Map<Regime | undefined, Workspace>();
  const workspaceFor = (regime: Regime | undefined): Workspace => {
    const known = loaded.get(regime);
    if (known !== undefined) return known;
    const { workspace } = loadFiles(files, regime);
    loaded.set(regime, workspace);
    return workspace;
  };
  return flows.map((flow) => answer(workspaceFor(flow.regime), flow));
}

/** Codes of all diagnostics, each once, sorted. */
export const codesOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  [...new Set(diagnostics.map(({ code }) => code))].sort();

export function loadFiles(
  files: readonly InputFile[],
  regime: Regime | undefined,
): { readonly workspace: Workspace; readonly diagnostics: readonly Diagnostic[] } {
  const workspace = createWorkspace({ decode: decodeText });
  const { diagnostics } = finish(workspace.load({ revision: 1, files, regime }));
  return { workspace, diagnostics };
}

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
  const rows = finish(workspace.endpoints({ revision: 1, scope: 'enforced' }));
  const pods = rows.filter(({ id }) => id.startsWith(text.slice(0, -1)));
  if (pods.length === 0) throw new Error(`No pod is called ${text}.`);
  return pods.map(({ id }) => ({ kind: 'pod', id }));
}

/** `TCP 8080`, `ICMP type 8 code 0`, `protocol 47`. */
function connectionOf(text: string): Pick<Flow, 'protocol' | 'port' | 'sourcePort' | 'icmp'> {
  const [name = '', ...rest] = text.split(' ');
  const protocol = parseProtocol(name === 'protocol' ? (rest[0] ?? '') : name);
  if (protocol === undefined) throw new Error(`${text} names no protocol.`);
  const icmp = /type (\d+) code (\d+)$/.exec(text);
  return {
    protocol,
    port: /^\w+ \d+$/.test(text) && name !== 'protocol' ? Number(rest[0]) : undefined,
    sourcePort: defaultSourcePort,
    icmp: icmp === null ? undefined : { type: Number(icmp[1]), code: Number(icmp[2]) },
  };
}

/** `np:shop/cart rule 1`; where the input leaves the decider open, all that are possible. */
const sideText = (side: Side | undefined): string =>
  side === undefined ? 'none' : side.decisions.map(decisionText).sort().join(' or ');

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
