import type { CalicoPolicyResource, Direction, Meta, StagedAction } from '../../model/resource';
import { calicoTypes } from '../defaults';
import { checkCalicoPolicy } from './check-calico-policy';
import { checkGlobal } from './check-global';
import { checkWritten } from './check-written';
import { tellLost, tellRefused } from './consequence';
import { calicoVersions, type KindReader } from './kind-reader';
import type { RuleOwner } from './read-entity';
import { readRules } from './read-rule';
import { selectorAt, type SelectorLoss } from './read-selector';
import {
  checkFields,
  flagAt,
  itemsAt,
  mapAt,
  numberAt,
  quoted,
  tell,
  textsAt,
  wordsOf,
  writtenAt,
  type Reading,
  type Written,
} from './reading';

type Kind = CalicoPolicyResource['kind'];

/** Source: Calico v3 API, `NetworkPolicySpec` and its relatives; calico-semantics 1.3, 2.2, 8.3. */
export const calicoPolicyReaders: readonly KindReader[] = [
  calicoPolicyReader('NetworkPolicy', 'namespaced'),
  calicoPolicyReader('GlobalNetworkPolicy', 'cluster'),
  calicoPolicyReader('StagedNetworkPolicy', 'namespaced'),
  calicoPolicyReader('StagedGlobalNetworkPolicy', 'cluster'),
];

function calicoPolicyReader(kind: Kind, scope: KindReader['scope']): KindReader {
  return {
    kind,
    apiVersions: calicoVersions,
    scope,
    called: kind,
    read(object, meta) {
      checkFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], outsideSpec);
      checkWritten(object, meta, scope === 'cluster' ? 'global policy' : 'policy');
      const spec = mapAt(object, 'spec');
      if (spec === undefined) return withoutSpec(object);
      return [readSpec(spec, kind, scope, meta)];
    },
  };
}

const outsideSpec: ReadonlyMap<string, string> = new Map(
  ['selector', 'types', 'ingress', 'egress', 'order', 'tier', 'namespaceSelector', 'podSelector', 'policyTypes'].map(
    (name) => [name, 'It belongs under `spec`.'],
  ),
);

/** A policy whose `spec` is lost would select everything; nobody means that. */
export function withoutSpec(object: Reading): readonly never[] {
  tell(object, {
    code: 'resource/bad-value',
    severity: 'error',
    says: 'it has no `spec`.',
    at: object.node.entries.get('spec')?.key ?? object.node.at,
    hint: 'The policy is left out. Export it with -o yaml.',
  });
  return [];
}

const commonFields = [
  'tier',
  'order',
  'selector',
  'serviceAccountSelector',
  'types',
  'ingress',
  'egress',
  'performanceHints',
];
const globalFields = ['namespaceSelector', 'doNotTrack', 'preDNAT', 'applyOnForward'];
const fieldsOf: Readonly<Record<Kind, readonly string[]>> = {
  NetworkPolicy: commonFields,
  GlobalNetworkPolicy: [...commonFields, ...globalFields],
  StagedNetworkPolicy: [...commonFields, 'stagedAction'],
  StagedGlobalNetworkPolicy: [...commonFields, ...globalFields, 'stagedAction'],
};

function readSpec(spec: Reading, kind: Kind, scope: KindReader['scope'], meta: Meta): CalicoPolicyResource {
  const global = scope === 'cluster';
  const staged = kind.startsWith('Staged');
  checkFields(spec, fieldsOf[kind], global ? globalAdvice : namespacedAdvice);

  const reasons: string[] = [];
  const owner: RuleOwner = {
    what: 'policy',
    scope: global ? 'global' : 'namespaced',
    reject: (reason) => reasons.push(reason),
  };
  const ingress = readRules(spec, 'ingress', owner);
  const egress = readRules(spec, 'egress', owner);
  const tier = writtenAt(spec, 'tier');
  checkHints(spec, owner);
  const policy: CalicoPolicyResource = {
    kind,
    meta,
    tier: tier?.text ?? '',
    ...(tier === undefined ? {} : { tierAt: tier.at }),
    order: numberAt(spec, 'order'),
    ...selectorsOf(spec, global, owner),
    types: typesAt(spec) ?? defaultTypes(spec, meta, { ingress: ingress.length, egress: egress.length }),
    ingress,
    egress,
    doNotTrack: global && flagAt(spec, 'doNotTrack'),
    preDNAT: global && flagAt(spec, 'preDNAT'),
    applyOnForward: global && flagAt(spec, 'applyOnForward'),
    stagedAction: staged ? stagedActionAt(spec) : undefined,
    rejected: reasons[0],
  };
  checkCalicoPolicy(spec, policy);
  return policy;
}

/** Slips from other kinds and other APIs. */
const globalAdvice: ReadonlyMap<string, string> = new Map([
  ['podSelector', 'Calico writes `selector`, a text such as "app == \'web\'".'],
  ['policyTypes', 'Calico writes `types`.'],
]);
const namespacedAdvice: ReadonlyMap<string, string> = new Map([
  ...globalAdvice,
  ...globalFields.map(
    (name) => [name, 'Only a GlobalNetworkPolicy has it; this kind stays in its own namespace.'] as const,
  ),
]);

function selectorsOf(
  spec: Reading,
  global: boolean,
  owner: RuleOwner,
): Pick<CalicoPolicyResource, 'selector' | 'namespaceSelector' | 'serviceAccountSelector'> {
  const read = (key: string, loss: SelectorLoss): string => {
    const selector = selectorAt(spec, key, loss);
    checkGlobal(spec, key, selector);
    return selector;
  };
  const restriction = (now: string): SelectorLoss => ({ of: 'restriction', now });
  return {
    selector: read('selector', { of: 'policy', owner }),
    namespaceSelector: global ? read('namespaceSelector', restriction('the policy applies in every namespace')) : '',
    serviceAccountSelector: read('serviceAccountSelector', restriction('the policy applies to every service account')),
  };
}

/** The directions listed, in any case, as the data plane reads them; `undefined` when none is listed. */
function typesAt(spec: Reading): readonly Direction[] | undefined {
  const listed = textsAt(spec, 'types');
  if (listed.length === 0) return undefined;
  const types = new Set<Direction>();
  for (const { text, at } of listed) {
    const type = directions.find((direction) => direction.toLowerCase() === text.toLowerCase());
    if (type === undefined) tellUnknownType(spec, { text, at });
    else if (type !== text) {
      const says = `${quoted(text)} in \`spec.types\` is none of ${directions.join(', ')}`;
      tellRefused(spec, { says, at, fix: `Write \`${type}\`.`, evaluated: `as ${type}` });
    } else if (types.has(type)) {
      const says = `${quoted(text)} stands twice in \`spec.types\``;
      tellRefused(spec, { says, at, fix: 'Leave one out.', evaluated: 'as one' });
    }
    if (type !== undefined) types.add(type);
  }
  return directions.filter((direction) => types.has(direction));
}

const tellUnknownType = (spec: Reading, { text, at }: Written): void =>
  tell(spec, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${quoted(text)} in \`spec.types\` is none of ${directions.join(', ')}.`,
    at,
    hint: "Calico's API refuses this; if it got in past the API, it is evaluated as if this entry were absent.",
  });

const directions: readonly Direction[] = ['Ingress', 'Egress'];

function defaultTypes(spec: Reading, meta: Meta, rules: { ingress: number; egress: number }): readonly Direction[] {
  const stored = meta.apiVersion.startsWith('crd.');
  if (stored) {
    tell(spec, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: 'it lists no `types` in crd.projectcalico.org/v1, where nobody fills them in, so it governs both directions.',
      at: spec.node.at,
      hint: 'Write `types`, or the policy in projectcalico.org/v3.',
    });
  }
  return calicoTypes(rules, stored);
}

const stagedActions: readonly StagedAction[] = ['Set', 'Delete', 'Learn', 'Ignore'];

/** Absent means `Set`. Source: calico-semantics 2.2, 9. */
export function stagedActionAt(spec: Reading): StagedAction {
  const written = writtenAt(spec, 'stagedAction');
  const known = stagedActions.find((action) => action === (written?.text ?? 'Set'));
  if (known !== undefined) return known;
  tellRefused(spec, {
    says: `\`spec.stagedAction\` is ${quoted(written?.text ?? '')}, none of ${stagedActions.join(', ')}`,
    at: written?.at ?? spec.node.at,
    evaluated: 'as `Set`',
  });
  return 'Set';
}

/** They change no verdict, but the data plane checks them. */
function checkHints(spec: Reading, owner: RuleOwner): void {
  const known = 'AssumeNeededOnEveryNode';
  const hints = itemsAt(spec, 'performanceHints');
  const bad = hints.find((hint, index) => index > 0 || hint.kind !== 'scalar' || hint.value !== known);
  if (bad === undefined) return;
  const repeated = bad.kind === 'scalar' && bad.value === known;
  tellLost(spec, owner, {
    says: `\`spec.performanceHints\` has ${wordsOf(bad)}${repeated ? ' twice' : ''}`,
    at: bad.at,
    fix: `It takes only \`${known}\`, once.`,
  });
}
