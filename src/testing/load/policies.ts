import { createRandom, type Random } from '../generate/random';
import type { Plan } from './parts';
import type { PlainMap } from './plain';
import { platformPolicies } from './platform';
import { calicoPolicy, globalPolicy, tier } from './policy-objects';
import { randomPolicies } from './random-labels';
import { networkSets, securityPolicies } from './security';
import { tenantPolicies } from './tenant-policies';

export const tiers: readonly PlainMap[] = [tier('security', 100), tier('platform', 200), tier('default', 1_000_000)];

/** Draws of their own, so that a change to pods leaves policies alone. */
const streamOf = ({ seed }: Plan, stream: number): Random => createRandom(seed + 1_000 * stream);

export const networkSetsOf = (plan: Plan): readonly PlainMap[] =>
  plan.size.feed === 0 ? [] : networkSets(plan.size.feed, streamOf(plan, 1));

export function policiesOf(plan: Plan): readonly PlainMap[] {
  const random = streamOf(plan, 2);
  const { policies, extra } = plan.size;
  if (extra?.kind === 'random-labels') return randomPolicies(plan, extra.labels, random);
  const own = [...securityPolicies, ...platformPolicies];
  return [...own, ...tenantPolicies(plan, policies - own.length, random), ...extraPolicies(plan, streamOf(plan, 3))];
}

function extraPolicies(plan: Plan, random: Random): readonly PlainMap[] {
  const { extra } = plan.size;
  switch (extra?.kind) {
    case 'pod-names':
      return [firstOfEachSet];
    case 'subnets':
      return subnetPolicies(plan, extra.rules, random);
    case 'namespace-pairs':
      return Array.from({ length: extra.policies }, (_, index) => pairPolicy(plan, index, extra.rules, random));
    case 'random-labels':
    case undefined:
      return [];
  }
}

/** Before every policy of the tier that ends in Pass: behind one it would never be asked. */
const early = 5;

const firstOfEachSet = globalPolicy('platform', 'first-pods', early, {
  selector: "statefulset.kubernetes.io/pod-name ends with '-0'",
  types: ['Ingress'],
  ingress: [{ action: 'Deny', source: { selector: "statefulset.kubernetes.io/pod-name contains 'db-1'" } }],
});

const rulesAPolicy = 10;

/** Each opens namespaces to blocks of 64 addresses of pods. */
function subnetPolicies(plan: Plan, rules: number, random: Random): readonly PlainMap[] {
  const tenants = plan.namespaces.filter(({ tenant }) => tenant !== undefined);
  return Array.from({ length: rules / rulesAPolicy }, (_, index) =>
    calicoPolicy(random.pick(tenants).name, `subnets-${index}`, 70, {
      selector: 'all()',
      types: ['Ingress'],
      ingress: Array.from({ length: rulesAPolicy }, () => {
        const node = random.below(plan.nodes.length);
        const net = `10.${128 + (node >> 8)}.${node & 255}.${64 * random.below(4)}/26`;
        return { action: 'Allow', protocol: 'TCP', source: { nets: [net] }, destination: { ports: [8_080] } };
      }),
    }),
  );
}

/** Rules that name both ends: the subject's side takes them away from most subjects. */
function pairPolicy({ namespaces }: Plan, index: number, rules: number, random: Random): PlainMap {
  const named = () => ({ namespaceSelector: `kubernetes.io/metadata.name == '${random.pick(namespaces).name}'` });
  return globalPolicy('platform', `pairs-${index}`, early, {
    selector: 'all()',
    types: ['Ingress'],
    ingress: Array.from({ length: rules }, () => ({ action: 'Allow', source: named(), destination: named() })),
  });
}
