/**
 * The right kind with the wrong `apiVersion`, or a policy of one API under the name of the other: no cluster takes
 * such an object, and which one its author means shows in its fields. Source: input-formats 9.4.
 */
import { nodeAt, type MapNode, type Node } from '../node';
import { groupOf, groupsOf, kindReaders } from './index';
import type { KindReader } from './kind-reader';
import { quoted, tell, type Reading } from './reading';

/** Groups whose kinds are all known, so that one that is not among them is a slip. */
const ourGroups: ReadonlySet<string> = new Set(kindReaders.flatMap(groupsOf));

/** The reader that the author means, after telling him so; `undefined` where nothing is wrong, or nothing fits. */
export function proposeReader(
  object: Reading,
  apiVersion: string | undefined,
  kind: string,
  reader: KindReader | undefined,
): KindReader | undefined {
  if (reader !== undefined && apiVersion !== undefined) return proposeOtherApi(object, apiVersion, reader);
  if (apiVersion !== undefined && !ourGroups.has(groupOf(apiVersion))) return undefined;
  const candidates = kindReaders.filter((candidate) => candidate.kind === kind);
  const proposed = candidates.find((candidate) => fits(candidate, object.node)) ?? candidates[0];
  if (proposed === undefined) return undefined;
  const written =
    apiVersion === undefined ? 'it has no `apiVersion`' : `no ${quoted(kind)} exists in ${quoted(apiVersion)}`;
  tellWrongGroup(object, written, proposed);
  return proposed;
}

/** A policy whose fields are all of the other API, or a version that is unknown. */
function proposeOtherApi(object: Reading, apiVersion: string, reader: KindReader): KindReader | undefined {
  if (!reader.apiVersions.includes(apiVersion)) {
    tellUnknownVersion(object, apiVersion, reader);
    return reader;
  }
  if (reader.kind !== 'NetworkPolicy' || fits(reader, object.node)) return undefined;
  const other = kindReaders.find(
    (candidate) => candidate.kind === 'NetworkPolicy' && candidate !== reader && fits(candidate, object.node),
  );
  if (other === undefined) return undefined;
  const [mine, theirs] = isCalico(other) ? ['Kubernetes', 'Calico'] : ['Calico', 'Kubernetes'];
  tellWrongGroup(object, `its \`apiVersion\` is ${mine}'s and its fields are ${theirs}'s`, other);
  return other;
}

function tellWrongGroup(object: Reading, written: string, proposed: KindReader): void {
  const version = proposed.apiVersions[0] ?? '';
  tell(object, {
    code: 'resource/wrong-group',
    severity: 'error',
    says: `${written}, so no cluster takes it.`,
    at: nodeAt(object.node, 'apiVersion')?.at ?? nodeAt(object.node, 'kind')?.at ?? object.node.at,
    hint: `Write \`apiVersion: ${version}\`; it is read as if it were.`,
  });
}

/** Perhaps newer than this program. */
const tellUnknownVersion = (object: Reading, apiVersion: string, reader: KindReader): void =>
  tell(object, {
    code: 'resource/wrong-group',
    severity: 'warning',
    says: `version ${quoted(apiVersion)} of this kind is unknown.`,
    at: nodeAt(object.node, 'apiVersion')?.at ?? object.node.at,
    hint: `It is read as \`${reader.apiVersions[0] ?? ''}\`.`,
  });

const isCalico = (reader: KindReader): boolean => groupsOf(reader).includes('projectcalico.org');

/** Whether the fields of a policy could be those of the reader's API; other kinds always fit. */
function fits(reader: KindReader, node: MapNode): boolean {
  if (reader.kind !== 'NetworkPolicy') return true;
  const looks = looksOf(node);
  return looks === undefined || looks === (isCalico(reader) ? 'calico' : 'kubernetes');
}

const calicoFields = ['selector', 'types', 'order', 'tier', 'serviceAccountSelector'];
const calicoRuleFields = ['action', 'source', 'destination'];
const kubernetesFields = ['podSelector', 'policyTypes'];
const kubernetesRuleFields = ['from', 'to'];

/** Whose fields a policy has; `undefined` when it has those of both, or of neither. */
function looksOf(node: MapNode): 'calico' | 'kubernetes' | undefined {
  const spec = nodeAt(node, 'spec');
  const calico = hasAny(spec, calicoFields) || ruleHasAny(spec, calicoRuleFields);
  const kubernetes = hasAny(spec, kubernetesFields) || ruleHasAny(spec, kubernetesRuleFields);
  return calico === kubernetes ? undefined : calico ? 'calico' : 'kubernetes';
}

const hasAny = (node: Node | undefined, fields: readonly string[]): boolean =>
  node?.kind === 'map' && fields.some((field) => node.entries.has(field));

const ruleHasAny = (spec: Node | undefined, fields: readonly string[]): boolean =>
  directions.some((direction) => {
    const rules = nodeAt(spec, direction);
    return rules?.kind === 'list' && rules.items.some((rule) => hasAny(rule, fields));
  });

const directions = ['ingress', 'egress'];

/** The kind that an object without one was probably meant to be. */
export function fieldsAskFor(node: Node): string | undefined {
  if (node.kind !== 'map') return undefined;
  switch (looksOf(node)) {
    case 'calico':
      return 'a Calico policy: `apiVersion: projectcalico.org/v3`, `kind: NetworkPolicy` or `GlobalNetworkPolicy`';
    case 'kubernetes':
      return 'a Kubernetes policy: `apiVersion: networking.k8s.io/v1`, `kind: NetworkPolicy`';
    case undefined:
      return undefined;
  }
}
