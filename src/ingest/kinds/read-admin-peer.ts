import { printCidr } from '../../net/cidr';
import type { AdminPeer, AdminRule, LabelSelector, Net } from '../../model/resource';
import { emptySelector, labelSelectorAt } from './read-label-selector';
import { adviceOnBlock, hasHostBits, parseBlock } from './read-net';
import { checkFields, mapAt, present, quoted, tell, textsAt, type Reading } from './reading';

/** Whom the policy applies to; `undefined` when it names nobody. With both fields `namespaces` wins, as in Calico. */
export function subjectAt(
  spec: Reading,
): { readonly namespaces: LabelSelector; readonly pods: LabelSelector } | undefined {
  const subject = mapAt(spec, 'subject');
  if (subject === undefined) return undefined;
  checkFields(subject, ['namespaces', 'pods'], new Map());
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

interface PeerOf {
  readonly direction: 'ingress' | 'egress';
  readonly action: AdminRule['action'];
}

/**
 * One field each; with more, `pods` wins over `namespaces`, as in Calico. What Calico does not know makes it give up the whole rule: an allowing one is dropped, any other
 * denies everything. Source: kubernetes-policy-semantics 2.3, 2.4.
 */
export function readAdminPeer(peer: Reading, of: PeerOf): AdminPeer {
  const networks = of.direction === 'egress' ? textsAt(peer, 'networks') : [];
  const pods = podsAt(peer);
  if (pods !== undefined) return { kind: 'pods', ...pods };
  const namespaces = labelSelectorAt(peer, 'namespaces');
  if (namespaces !== undefined) return { kind: 'namespaces', namespaces };
  if (networks.length > 0) {
    return { kind: 'networks', networks: networks.map(({ text, at }) => readNetwork(peer, text, at, of)) };
  }
  const field = [...peer.node.entries.keys()].find((key) => present(peer, key) !== undefined) ?? '';
  tell(peer, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `\`${peer.path.slice(0, -1)}\` ${field === '' ? 'is empty' : `names its peer by \`${field}\`, which Calico does not support`}; ${lossOf(of)}.`,
    at: peer.node.at,
    hint:
      field === 'nodes'
        ? 'Use `networks` with the addresses of the nodes.'
        : 'Use `namespaces`, `pods` or, in egress rules, `networks`.',
  });
  return { kind: 'unsupported', field };
}

function readNetwork(peer: Reading, text: string, at: Reading['node']['at'], of: PeerOf): Net | undefined {
  const cidr = parseBlock(text);
  if (cidr === undefined) {
    tell(peer, {
      code: 'resource/bad-value',
      severity: 'error',
      says: `${quoted(text)} in \`${peer.path}networks\` is no CIDR; ${lossOf(of)}.`,
      at,
      hint: adviceOnBlock(text, 'The API refuses the policy.'),
    });
    return undefined;
  }
  if (hasHostBits(text, cidr)) {
    tell(peer, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${quoted(text)} has bits behind its prefix and counts as \`${printCidr(cidr)}\`.`,
      at,
    });
  }
  return { text, cidr };
}

const lossOf = ({ action }: PeerOf): string =>
  action === 'Deny' || action === 'Pass' ? 'the whole rule denies everything instead' : 'the whole rule is left out';
