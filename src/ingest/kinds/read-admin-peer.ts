import { printCidr } from '../../net/cidr';
import type { AdminPeer, LabelSelector, Net } from '../../model/resource';
import { tellUnconvertible, type AdminRuleOf } from './admin-rule';
import { checkNetworks, checkOneField } from './check-admin-policy';
import { emptySelector, labelSelectorAt } from './read-label-selector';
import { adviceOnBlock, hasHostBits, parseBlock } from './read-net';
import { checkFields, mapAt, present, quoted, tell, textsAt, type Reading, type Written } from './reading';

/** Whom the policy applies to; `undefined` when it names nobody. With both fields `namespaces` wins, as in Calico. */
export function subjectAt(
  spec: Reading,
): { readonly namespaces: LabelSelector; readonly pods: LabelSelector } | undefined {
  const subject = mapAt(spec, 'subject');
  if (subject === undefined) return undefined;
  checkFields(subject, ['namespaces', 'pods'], new Map());
  checkOneField(subject, ['namespaces', 'pods'], 'namespaces');
  const namespaces = labelSelectorAt(subject, 'namespaces');
  if (namespaces !== undefined) return { namespaces, pods: emptySelector };
  return podsAt(subject);
}

/** `pods` of a subject or a peer; without a namespaceSelector it is about all namespaces. */
function podsAt(reading: Reading): { readonly namespaces: LabelSelector; readonly pods: LabelSelector } | undefined {
  const pods = mapAt(reading, 'pods');
  if (pods === undefined) return undefined;
  checkFields(pods, ['namespaceSelector', 'podSelector'], new Map());
  return {
    namespaces: labelSelectorAt(pods, 'namespaceSelector') ?? emptySelector,
    pods: labelSelectorAt(pods, 'podSelector') ?? emptySelector,
  };
}

/**
 * One field each; with more, `pods` wins over `namespaces`, as in Calico. What Calico does not know makes it give up
 * the whole rule. Source: kubernetes-policy-semantics 2.3, 2.4.
 */
export function readAdminPeer(peer: Reading, of: AdminRuleOf): AdminPeer {
  const networks = of.direction === 'egress' ? textsAt(peer, 'networks') : [];
  const pods = podsAt(peer);
  const namespaces = labelSelectorAt(peer, 'namespaces');
  const winner = pods !== undefined ? 'pods' : 'namespaces';
  checkOneField(peer, ['namespaces', 'pods', 'networks'], winner);
  if (pods !== undefined) return { kind: 'pods', ...pods };
  if (namespaces !== undefined) return { kind: 'namespaces', namespaces };
  if (networks.length > 0) {
    checkNetworks(peer);
    return { kind: 'networks', networks: networks.map((written) => readNetwork(peer, written, of)) };
  }
  const field = [...peer.node.entries.keys()].find((key) => present(peer, key) !== undefined) ?? '';
  const name = `\`${peer.path.slice(0, -1)}\``;
  tellUnconvertible(peer, of, {
    says: field === '' ? `${name} is empty` : `${name} names its peer by \`${field}\`, which Calico does not support`,
    at: peer.node.at,
    // Some versions of the schema have such peers.
    accepted: field !== '',
    fix:
      field === 'nodes'
        ? 'Use `networks` with the addresses of the nodes.'
        : 'Use `namespaces`, `pods` or, in egress rules, `networks`.',
  });
  return { kind: 'unsupported', field };
}

function readNetwork(peer: Reading, { text, at }: Written, of: AdminRuleOf): Net | undefined {
  const cidr = parseBlock(text);
  if (cidr === undefined) {
    const says = `${quoted(text)} in \`${peer.path}networks\` is no CIDR`;
    tellUnconvertible(peer, of, { says, at, fix: adviceOnBlock(text) });
    return undefined;
  }
  if (hasHostBits(text, cidr)) {
    tell(peer, {
      code: 'resource/bad-value',
      severity: 'info',
      says: `${quoted(text)} in \`${peer.path}networks\` has bits behind its prefix and counts as \`${printCidr(cidr)}\`.`,
      at,
    });
  }
  return { text, cidr };
}
