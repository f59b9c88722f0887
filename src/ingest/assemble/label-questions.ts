import type { Policy } from '../../model/cluster';
import type {
  AdminPolicyResource,
  EntityRule,
  KubernetesPolicyResource,
  LabelSelector,
  PolicyResource,
} from '../../model/resource';
import { isCalicoPolicy } from './is-policy';

export interface LabelQuestions {
  /** Some selector asks for labels of namespaces. */
  readonly namespaces: boolean;
  /** Some selector asks for labels of service accounts. */
  readonly accounts: boolean;
}

/** Which labels, beside those of pods and sets, a policy asks for. Asking only for a name needs no labels. */
export function labelQuestions({ resource }: Policy): LabelQuestions {
  const known = asked.get(resource);
  if (known !== undefined) return known;
  const questions = questionsOf(resource);
  asked.set(resource, questions);
  return questions;
}

const asked = new WeakMap<PolicyResource, LabelQuestions>();

function questionsOf(resource: PolicyResource): LabelQuestions {
  if (!isCalicoPolicy(resource)) return { namespaces: namespaceSelectorsOf(resource).some(asks), accounts: false };
  const rules = [...resource.ingress, ...resource.egress].flatMap(({ source, destination }) => [source, destination]);
  const selectors = [resource.selector, ...rules.flatMap(({ selector, notSelector }) => [selector, notSelector])];
  const namespaceSelectors = [resource.namespaceSelector, ...rules.map(({ namespaceSelector }) => namespaceSelector)];
  const accountSelectors = [resource.serviceAccountSelector, ...rules.map(accountSelectorOf)];
  return {
    namespaces: namespaceSelectors.some(asksMore) || selectors.some((selector) => selector.includes('pcns.')),
    accounts: accountSelectors.some(asksMore) || selectors.some((selector) => selector.includes('pcsa.')),
  };
}

const accountSelectorOf = ({ serviceAccounts }: EntityRule): string => serviceAccounts?.selector ?? '';

/** Not empty, and more than whether there is a namespace, or which. */
function asksMore(selector: string): boolean {
  if (selector === '') return false;
  const rest = selector
    .replaceAll(/'[^']*'|"[^"]*"/g, '')
    .replaceAll(/projectcalico\.org\/name|kubernetes\.io\/metadata\.name|all\(\s*\)|global\(\s*\)/g, '')
    .replaceAll(/\b(in|not|contains|starts|ends|with|has)\b/g, '');
  return /[A-Za-z0-9]/.test(rest);
}

function namespaceSelectorsOf(
  resource: KubernetesPolicyResource | AdminPolicyResource,
): readonly (LabelSelector | undefined)[] {
  if ('podSelector' in resource) {
    return [...resource.ingress, ...resource.egress].flatMap(({ peers }) =>
      peers.map(({ namespaceSelector }) => namespaceSelector),
    );
  }
  const peers = [...resource.ingress, ...resource.egress].flatMap((rule) => rule.peers);
  return [resource.subject?.namespaces, ...peers.map((peer) => ('namespaces' in peer ? peer.namespaces : undefined))];
}

const nameKeys: readonly string[] = ['kubernetes.io/metadata.name', 'projectcalico.org/name'];

const asks = (selector: LabelSelector | undefined): boolean =>
  selector !== undefined &&
  ([...selector.matchLabels.keys()].some((key) => !nameKeys.includes(key)) ||
    selector.matchExpressions.some(({ key }) => !nameKeys.includes(key)));
