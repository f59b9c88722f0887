/** What the author of a policy should know and only the compiled cluster can tell. */
import type { CompiledCluster, CompiledPolicy, CompiledRule } from '../engine/compile/compiled';
import { dataPlaneWarnings } from './data-plane-warnings';
import { hasSubjects, mayDecideForHosts } from './not-counted';
import type { Diagnostic } from '../model/diagnostic';

/** In the order of tiers, policies and rules. */
export function policyWarnings(compiled: CompiledCluster): readonly Diagnostic[] {
  const policies = compiled.tiers.flatMap((tier) => tier.policies);
  const found = policies.map((policy) => warningsOf(compiled, policy));
  return [...found.flatMap(({ ofRules }) => ofRules), ...found.flatMap(({ ofSubject }) => ofSubject)];
}

interface Warnings {
  readonly ofRules: readonly Diagnostic[];
  readonly ofSubject: readonly Diagnostic[];
}

/** A policy is compiled anew where anything changes that it could be warned of. */
const known = new WeakMap<CompiledPolicy, Warnings>();

function warningsOf(compiled: CompiledCluster, policy: CompiledPolicy): Warnings {
  const found = known.get(policy);
  if (found !== undefined) return found;
  const made = { ofRules: ruleWarnings(policy), ofSubject: selectsNothing(compiled, policy) };
  known.set(policy, made);
  return made;
}

function ruleWarnings(policy: CompiledPolicy): readonly Diagnostic[] {
  const rules = [...policy.ingress, ...policy.egress];
  const seen = new Set<string>();
  return rules.flatMap((rule) => {
    const found = [...serviceWarnings(policy, rule), ...httpWarnings(policy, rule), ...dataPlaneWarnings(policy, rule)];
    // Rules of Kubernetes kinds stand here several times.
    return found.filter(({ code, at }) => !seen.has(`${code} ${at.start}`) && seen.add(`${code} ${at.start}`));
  });
}

function serviceWarnings(
  { ref }: CompiledPolicy,
  { source, destination, index, at }: CompiledRule,
): readonly Diagnostic[] {
  const services = source.services ?? destination.services;
  if (services?.known !== 'no') return [];
  const rule = `Rule ${index + 1} of ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
  if (!services.id.startsWith('/')) {
    return [
      {
        code: 'cluster/service-without-backends',
        severity: 'warning',
        message: `${rule} matches nothing: Service ${services.id} has no endpoints in the input, while other Services do.`,
        at,
        hint: 'If the cluster has some, add the output of: kubectl get services,endpointslices -A -o yaml',
      },
    ];
  }
  if (ref.namespace === undefined) return [];
  return [
    {
      code: 'rule/services-without-namespace',
      severity: 'warning',
      message: `${rule} matches nothing: Calico does not fill in the namespace of services "${services.id.slice(1)}".`,
      at,
      hint: `Write namespace: ${ref.namespace} beside the name.`,
    },
  ];
}

function httpWarnings({ ref }: CompiledPolicy, { written, index, at }: CompiledRule): readonly Diagnostic[] {
  if (written.http === undefined) return [];
  return [
    {
      code: 'rule/http',
      severity: 'info',
      message: `Rule ${index + 1} of ${ref.name} has an HTTP match, which only application-layer policy enforces.`,
      at,
      hint: 'Evaluated as Calico does at this layer: as if the HTTP match were not there.',
    },
  ];
}

function selectsNothing(compiled: CompiledCluster, policy: CompiledPolicy): readonly Diagnostic[] {
  if (policy.selected === undefined || compiled.cluster.endpoints.length === 0) return [];
  if (hasSubjects(compiled, policy) || mayDecideForHosts(compiled, policy)) return [];
  return [
    {
      code: 'selector/selects-nothing',
      severity: 'info',
      message: `${policy.ref.kind} ${policy.ref.name} selects no endpoint of the input.`,
      at: policy.at,
      hint: `Its selector as Calico compiles it: ${policy.subject}`,
    },
  ];
}
