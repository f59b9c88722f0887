/** What is measured, in order. A stage takes what those before it made and says what its answer adds up to. */
import { finish } from '../../base/task';
import { connectivityOf } from '../../analysis/connectivity';
import { mapOf } from '../../analysis/map';
import { createMembers } from '../../analysis/map-members';
import { answerFlow } from '../../engine/answer-flow';
import type { CompiledCluster } from '../../engine/compile/compiled';
import { compileCluster } from '../../engine/compile/compile-cluster';
import { createConnections } from '../../engine/connections';
import { explainFlow } from '../../engine/explain';
import { decidedIn } from '../../engine/reach/decided';
import { reachOf, type Reach } from '../../engine/reach/reach';
import { countedInFull, totalsOf } from '../../engine/reach/totals';
import type { Cluster } from '../../model/cluster';
import { defaultSourcePort, type Flow } from '../../model/flow';
import type { CalicoPolicyResource, Resource } from '../../model/resource';
import { createRandom } from '../generate/random';
import type { Plan } from '../load/parts';
import { clusterOf } from '../load/resources';
import { bothAllow } from './dense-walk';
import { editOf, type Edit } from './edits';

/** Counts that hang on the seed alone. A faster way to other ones is no way. */
export type Totals = Readonly<Record<string, number>>;

export interface Made {
  readonly plan: Plan;
  readonly resources: readonly Resource[];
  cluster?: Cluster;
  compiled?: CompiledCluster;
  reach?: Reach;
  edited?: Reach | undefined;
}

export interface Stage {
  readonly name: string;
  /** Clusters of more pods are spared this. */
  readonly mostPods: number;
  /** What the engine would be without one of its ideas: measured only when asked for by name. */
  readonly ablation?: true;
  /** So many answers in one run; times are told for one. */
  readonly answers: number;
  /** Done before every run, and not measured. */
  readonly prepare?: (made: Made) => void;
  readonly run: (made: Made) => Totals;
  /** More about what the run made, counted after it and not measured. */
  readonly check?: (made: Made) => Totals;
}

export const stages: readonly Stage[] = [
  {
    name: 'assemble',
    mostPods: Infinity,
    answers: 1,
    run(made) {
      made.cluster = clusterOf(made.resources, () => {});
      const { endpoints, policies, services } = made.cluster;
      return { endpoints: endpoints.length, policies: policies.length, services: services.length };
    },
  },
  {
    name: 'compile',
    mostPods: Infinity,
    answers: 1,
    run(made) {
      made.compiled = compileCluster(needed(made.cluster), 'enforced');
      const policies = made.compiled.tiers.flatMap((tier) => tier.policies);
      const rules = policies.reduce((sum, { ingress, egress }) => sum + ingress.length + egress.length, 0);
      return { policies: policies.length, rules };
    },
  },
  {
    name: 'reach',
    mostPods: Infinity,
    answers: 1,
    run(made) {
      made.reach = filled(reachOf(needed(made.compiled), 4));
      return { classes: made.reach.classes, programs: made.reach.programs.all.length };
    },
  },
  {
    name: 'reach, every set by exceptions',
    ablation: true,
    mostPods: 10_000,
    answers: 1,
    run: (made) => ({ reachable: totalsOf(filled(reachOf(needed(made.compiled), 4, { large: Infinity }))).reachable }),
  },
  {
    name: 'totals',
    mostPods: Infinity,
    answers: 1,
    run: ({ reach }) => ({ ...countedInFull(needed(reach)) }),
  },
  {
    name: 'who decides how much',
    mostPods: Infinity,
    answers: 1,
    run({ reach }) {
      const told = (['Egress', 'Ingress'] as const).map((direction) => finish(decidedIn([needed(reach)], direction)));
      const policies = told.reduce((sum, { policies: own }) => sum + own.size, 0);
      return { policies, profiles: told.reduce((sum, { profiles }) => sum + profiles.pairs, 0) };
    },
  },
  {
    name: 'lookup of a pair',
    mostPods: Infinity,
    answers: 1_000_000,
    run: ({ reach }) => ({ reachable: randomLookups(needed(reach), 1_000_000) }),
  },
  editStage('edit of a namespaced policy', 'NetworkPolicy'),
  editStage('edit of a global policy', 'GlobalNetworkPolicy'),
  {
    name: 'verdict of a pair',
    mostPods: Infinity,
    answers: 1_000,
    run(made) {
      const compiled = needed(made.compiled);
      const verdicts = randomFlows(compiled.cluster, 1_000).map((flow) => answerFlow(compiled, flow).verdict.verdict);
      return { allowed: verdicts.filter((verdict) => verdict === 'allow').length };
    },
  },
  {
    name: 'explanation of a pair',
    mostPods: Infinity,
    answers: 1_000,
    run(made) {
      const compiled = needed(made.compiled);
      const told = randomFlows(compiled.cluster, 1_000).map((flow) => explainFlow(compiled, flow));
      return { tiers: told.reduce((sum, { egress }) => sum + (egress?.tiers.length ?? 0), 0) };
    },
  },
  {
    name: 'connectivity by workload',
    mostPods: 2_000,
    answers: 1,
    run: (made) => ({ connections: [...connectivityOf(needed(made.compiled), 'workload', false).connections].length }),
  },
  {
    name: 'connectivity, with denied',
    mostPods: 2_000,
    answers: 1,
    run: (made) => ({ connections: [...connectivityOf(needed(made.compiled), 'workload', true).connections].length }),
  },
  {
    name: 'first map',
    mostPods: 10_000,
    answers: 1,
    run(made) {
      const compiled = needed(made.compiled);
      const view = { grouping: undefined, focus: undefined };
      const task = mapOf(compiled, createConnections(compiled), createMembers(compiled.cluster), view);
      const { nodes, edges } = finish(task);
      return { nodes: nodes.length, edges: edges.length };
    },
  },
];

/** From the policy as changed to verdicts that count it; the cluster before the edit was evaluated already. */
function editStage(name: string, kind: CalicoPolicyResource['kind']): Stage {
  const edits = new WeakMap<readonly Resource[], Edit | undefined>();
  const editIn = ({ resources }: Made): Edit | undefined => {
    if (!edits.has(resources)) edits.set(resources, editOf(resources, kind, 'platform.dns'));
    return edits.get(resources);
  };
  return {
    name,
    mostPods: Infinity,
    answers: 1,
    prepare: (made) => void editIn(made)?.undo(),
    run(made) {
      const reach = editIn(made)?.apply();
      made.edited = reach;
      return reach === undefined ? {} : { 'of 1,000 reachable': randomLookups(reach, 1_000) };
    },
    check: ({ edited }) => (edited === undefined ? {} : { reachable: totalsOf(edited).reachable }),
  };
}

function needed<T>(made: T | undefined): T {
  if (made === undefined) throw new Error('A stage before was left out.');
  return made;
}

/** With the tables of all programs, which are otherwise made when somebody asks. */
function filled(reach: Reach): Reach {
  for (const program of reach.programs.all) reach.tables.tableOf(program);
  return reach;
}

/** So many random pairs of endpoints, drawn included; how many of them can talk. */
function randomLookups(reach: Reach, count: number): number {
  const allows = bothAllow(reach);
  const { peerOf } = reach.peers;
  const { below } = createRandom(1);
  const draw = (): number => reach.classOf[peerOf[below(peerOf.length)] ?? -1] ?? -1;
  let reachable = 0;
  for (let i = 0; i < count; i += 1) if (allows(draw(), draw())) reachable += 1;
  return reachable;
}

/** The same questions every time. */
function randomFlows({ endpoints }: Cluster, count: number): readonly Flow[] {
  const random = createRandom(1);
  return Array.from({ length: count }, () => ({
    from: { kind: 'pod', id: random.pick(endpoints).id },
    to: { kind: 'pod', id: random.pick(endpoints).id },
    protocol: 6,
    port: random.pick([443, 5_432, 8_080, 9_102]),
    sourcePort: defaultSourcePort,
    icmp: undefined,
  }));
}
