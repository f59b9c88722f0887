/** Rules on which the data planes disagree with the documented meaning, or with each other. */
import type { CompiledPolicy, CompiledRule } from '../engine/compile/compiled';
import type { Diagnostic } from '../model/diagnostic';
import type { CalicoRule, Net, PortMatch } from '../model/resource';
import type { Family } from '../net/address';

export const dataPlaneWarnings = (policy: CompiledPolicy, rule: CompiledRule): readonly Diagnostic[] => [
  ...upstreamDefect(policy, rule),
  ...disagreements(policy, rule),
];

/**
 * From the third positive block of a rule on, iptables and nftables take a packet that matched an earlier block for
 * one that matched all. Source: dataplane-names 4, semantics trap.
 */
function upstreamDefect({ ref }: CompiledPolicy, { written, index, at }: CompiledRule): readonly Diagnostic[] {
  if (!([4, 6] as const).some((family) => positiveBlocks(written, family) > 2)) return [];
  return [
    {
      code: 'rule/upstream-defect',
      severity: 'warning',
      message: `Rule ${index + 1} of ${ref.name} matches more than it says on iptables and nftables: its lists of ports and CIDRs need three blocks or more, and the last are not checked.`,
      at,
      hint: 'Evaluated as documented. Split the rule, or shorten its lists to 15 ports or to one CIDR a side.',
    },
  ];
}

/** Lists that one match of the kernel cannot hold: ports beyond 15 slots or beside names, CIDRs beyond one. */
function positiveBlocks({ source, destination }: CalicoRule, family: Family): number {
  const cidrs = (nets: readonly Net[]) => nets.filter(({ cidr }) => cidr.family === family).length;
  const counts = [
    portMatches(source.ports),
    portMatches(destination.ports),
    cidrs(source.nets),
    cidrs(destination.nets),
  ];
  return counts.filter((count) => count > 1).length;
}

const slotsOfMatch = 15;

/** Kernel matches that a list of ports takes: slots filled in order, one for a port, two for a range; one a name. */
function portMatches(ports: readonly PortMatch[]): number {
  let matches = 0;
  let free = 0;
  for (const port of ports) {
    if (port.kind === 'name') continue;
    const slots = port.first === port.last ? 1 : 2;
    if (slots > free) {
      matches += 1;
      free = slotsOfMatch;
    }
    free -= slots;
  }
  return matches + ports.filter(({ kind }) => kind === 'name').length;
}

/** Source: calico-semantics 7.1, 13. */
function disagreements({ ref }: CompiledPolicy, { written, index, at }: CompiledRule): readonly Diagnostic[] {
  const { notICMP, protocol } = written;
  if (notICMP?.type === undefined) return [];
  const says =
    protocol === undefined
      ? 'has notICMP without a protocol: what it does to other protocols differs from data plane to data plane'
      : 'has notICMP with a code: nftables leaves out every message of the type, iptables and eBPF only that code';
  if (protocol !== undefined && notICMP.code === undefined) return [];
  return [
    {
      code: 'rule/data-planes-differ',
      severity: 'warning',
      message: `Rule ${index + 1} of ${ref.name} ${says}.`,
      at,
      hint: 'Evaluated as iptables and eBPF do.',
    },
  ];
}
