/** The same count without classes, programs or tables: one flow after another is asked about. */
import { groupBy } from '../../base/collections';
import { answerFlow } from '../../engine/answer-flow';
import type { CompiledCluster } from '../../engine/compile/compiled';
import { defaultSourcePort, type Flow } from '../../model/flow';

/** Replicas of one application, as far as policies of a generated cluster tell them apart; indices of endpoints. */
export function replicas({ cluster }: CompiledCluster): readonly (readonly number[])[] {
  const indices = cluster.endpoints.map((_, index) => index);
  const groups = groupBy(indices, (index) => {
    const endpoint = cluster.endpoints[index];
    const labels = [...(endpoint?.labels ?? [])].filter(([key]) => !ownLabels.includes(key));
    return [endpoint?.namespace, ...labels.flat()].join('\n');
  });
  return [...groups.values()];
}

/** What only one pod or one ReplicaSet has; no policy of S and M asks for it. */
const ownLabels = ['pod-template-hash', 'apps.kubernetes.io/pod-index', 'statefulset.kubernetes.io/pod-name'];

/** How many others the first of a group can talk to. */
export function reachableByFlows(
  compiled: CompiledCluster,
  from: readonly number[],
  groups: readonly (readonly number[])[],
): number {
  const [sender = -1] = from;
  let count = 0;
  for (const group of groups) {
    const receiver = group.find((index) => index !== sender);
    if (receiver !== undefined && points.some((point) => isAllowed(compiled, sender, receiver, point))) {
      count += group.length - (group === from ? 1 : 0);
    }
  }
  return count;
}

type Point = Pick<Flow, 'protocol' | 'port' | 'icmp'>;

/** One in every stretch of the line between the numbers that the policies and pods of generated clusters name. */
const points: readonly Point[] = [
  ...[
    8_080, 443, 9_102, 5_432, 6_379, 5_672, 53, 1, 22, 25, 80, 465, 587, 3_000, 4_443, 6_005, 8_000, 8_050, 8_081,
    8_443, 9_000, 9_090, 9_153, 10_250, 24_224, 30_001, 50_051,
  ].map((port) => ({ protocol: 6, port, icmp: undefined })),
  ...[53, 1].map((port) => ({ protocol: 17, port, icmp: undefined })),
  { protocol: 132, port: 1, icmp: undefined },
  { protocol: 1, port: undefined, icmp: { type: 8, code: 0 } },
  { protocol: 47, port: undefined, icmp: undefined },
];

function isAllowed(compiled: CompiledCluster, sender: number, receiver: number, point: Point): boolean {
  const { endpoints } = compiled.cluster;
  const from = { kind: 'pod', id: endpoints[sender]?.id ?? '' } as const;
  const to = { kind: 'pod', id: endpoints[receiver]?.id ?? '' } as const;
  return answerFlow(compiled, { from, to, sourcePort: defaultSourcePort, ...point }).verdict.verdict === 'allow';
}
