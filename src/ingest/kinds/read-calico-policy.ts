import type { CalicoPolicyResource, Direction, Meta, StagedAction } from '../../model/resource';
import { calicoTypes } from '../defaults';
import { checkCalicoPolicy } from './check-calico-policy';
import { calicoVersions, type KindReader } from './kind-reader';
import type { RuleOwner } from './read-entity';
import { readRules } from './read-rule';
import { checkGlobal, selectorAt, type SelectorLoss } from './read-selector';
import {
  checkFields,
  flagAt,
  itemsAt,
  mapAt,
  numberAt,
  present,
  quoted,
  tell,
  textAt,
  textsAt,
  writtenAt,
  type Reading,
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

function readSpec(spec: Reading, kind: Kind, scope: KindReader['scope'], meta: Meta): CalicoPolicyResource {
  const global = scope === 'cluster';
  const staged = kind.startsWith('Staged');
  const fields = [...commonFields, ...(global ? globalFields : []), ...(staged ? ['stagedAction'] : [])];
  checkFields(spec, fields, adviceFor(global));

  const reasons: string[] = [];
  const owner: RuleOwner = { scope: global ? 'global' : 'namespaced', reject: (reason) => reasons.push(reason) };
  const ingress = readRules(spec, 'ingress', owner);
  const egress = readRules(spec, 'egress', owner);
  checkHints(spec, owner);
  const policy: CalicoPolicyResource = {
    kind,
    meta,
    tier: textAt(spec, 'tier') ?? '',
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
  tellRejection(spec, reasons[0]);
  return policy;
}

/** Slips from other kinds and other APIs. */
const adviceFor = (global: boolean): ReadonlyMap<string, string> =>
  new Map([
    ['podSelector', 'Calico writes `selector`, a text such as "app == \'web\'".'],
    ['policyTypes', 'Calico writes `types`.'],
    ...(global
      ? []
      : globalFields.map(
          (name) => [name, 'Only a GlobalNetworkPolicy has it; this kind stays in its own namespace.'] as const,
        )),
  ]);

function selectorsOf(
  spec: Reading,
  global: boolean,
  owner: RuleOwner,
): Pick<CalicoPolicyResource, 'selector' | 'namespaceSelector' | 'serviceAccountSelector'> {
  const read = (key: string, loss: SelectorLoss): string => {
    const selector = selectorAt(spec, key, loss);
    checkGlobal(spec, key, selector, false);
    return selector;
  };
  const restriction = (now: string): SelectorLoss => ({ of: 'restriction', now });
  return {
    selector: read('selector', { of: 'policy', reject: owner.reject }),
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
    if (type === text && !types.has(type)) {
      types.add(type);
      continue;
    }
    tell(spec, {
      code: 'resource/bad-value',
      severity: type === undefined ? 'error' : 'warning',
      says:
        type === text
          ? `${quoted(text)} stands twice in \`types\`.`
          : `${quoted(text)} in \`types\` is none of ${directions.join(', ')}.`,
      at,
      hint:
        type === undefined
          ? 'It is ignored; the API refuses the policy.'
          : `Counts as ${type}; the API refuses the policy.`,
    });
    if (type !== undefined) types.add(type);
  }
  return directions.filter((direction) => types.has(direction));
}

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
  tell(spec, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `\`spec.stagedAction\` is ${quoted(written?.text ?? '')}, none of ${stagedActions.join(', ')}.`,
    at: written?.at ?? spec.node.at,
    hint: 'Read as `Set`; the API refuses the policy.',
  });
  return 'Set';
}

/** They change no verdict, but the data plane checks them. */
function checkHints(spec: Reading, owner: RuleOwner): void {
  const hints = itemsAt(spec, 'performanceHints').map((node) => (node.kind === 'scalar' ? node.value : undefined));
  if (hints.every((hint) => hint === 'AssumeNeededOnEveryNode') && hints.length < 2) return;
  tell(spec, {
    code: 'resource/bad-value',
    severity: 'error',
    says: '`spec.performanceHints` takes only `AssumeNeededOnEveryNode`, once.',
    at: present(spec, 'performanceHints')?.at ?? spec.node.at,
  });
  owner.reject('performanceHints has an unknown or repeated entry');
}

function tellRejection(spec: Reading, reason: string | undefined): void {
  if (reason === undefined) return;
  tell(spec, {
    code: 'resource/not-enforced',
    severity: 'error',
    says: `it is not enforced: ${reason}.`,
    at: spec.node.at,
    hint: 'The API refuses it, and a data plane that gets it all the same treats the whole policy as absent.',
  });
}
