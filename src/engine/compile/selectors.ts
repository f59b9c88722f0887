/**
 * The selectors that Calico really matches: those of a policy and its rules, confined to namespaces and joined,
 * as texts, by the same steps and in the same words. Source: calico-semantics 5.2 to 5.4.
 */
import type { EntityRule } from '../../model/resource';
import { parseSelector } from '../../selector/parse';
import { printSelector } from '../../selector/print';
import { prefixLabels } from '../../selector/tree';
import type { WrittenPolicy } from './written-policy';

/** Every label name prefixed, in canonical form. What does not parse vanishes: the restriction is lost. */
export function prefixed(selector: string, prefix: 'pcns.' | 'pcsa.'): string {
  const parsed = parseSelector(selector);
  return parsed.ok ? printSelector(prefixLabels(parsed.value, prefix)) : '';
}

/** Which endpoints a policy applies to; `''` is every endpoint, host endpoints included. */
export function subjectSelector(policy: WrittenPolicy): string {
  return policy.namespace === undefined ? globalSubject(policy) : namespacedSubject(policy, policy.namespace);
}

function namespacedSubject({ selector, serviceAccountSelector }: WrittenPolicy, namespace: string): string {
  const own = `projectcalico.org/namespace == '${namespace}'`;
  const confined = selector === '' ? own : `(${selector}) && ${own}`;
  return serviceAccountSelector === '' ? confined : join(confined, prefixed(serviceAccountSelector, 'pcsa.'));
}

function globalSubject({ selector, namespaceSelector, serviceAccountSelector }: WrittenPolicy): string {
  let joined = selector;
  if (namespaceSelector !== '') {
    joined = join(joined, prefixed(namespaceSelector, 'pcns.')).replaceAll('all()', 'has(projectcalico.org/namespace)');
  }
  if (serviceAccountSelector !== '') {
    joined = join(joined, prefixed(serviceAccountSelector, 'pcsa.')).replaceAll(
      'all()',
      'has(projectcalico.org/serviceaccount)',
    );
  }
  return joined;
}

/** Joins a restriction that may have vanished. */
function join(current: string, added: string): string {
  if (added === '') return current;
  return current === '' ? added : `(${current}) && ${added}`;
}

/** One side of a rule: addresses of objects that match `positive` and not `negative`; `''` imposes nothing. */
export interface SideSelectors {
  readonly positive: string;
  readonly negative: string;
}

/** `namespace` is the policy's; `undefined` for global kinds and profiles. */
export function sideSelectors(entity: EntityRule, namespace: string | undefined): SideSelectors {
  const accounts = accountSelector(entity);
  const namespaces = namespaceSelectorOf(entity, namespace);
  const { selector, notSelector, namespaceSelector } = entity;

  const own = accounts !== '' && selector !== '' ? `(${accounts}) && (${selector})` : accounts + selector;
  let positive = own;
  if (namespaces !== '' && (own !== '' || notSelector !== '' || namespaceSelector !== '')) {
    positive = own === '' ? namespaces : `(${namespaces}) && (${own})`;
  }
  if (positive === '' || notSelector === '') return { positive, negative: notSelector };
  return { positive: `(${positive}) && (!(${notSelector}))`, negative: '' };
}

function accountSelector({ serviceAccounts }: EntityRule): string {
  if (serviceAccounts === undefined) return '';
  const { names, selector } = serviceAccounts;
  const labels = selector === '' ? '' : prefixed(selector, 'pcsa.');
  if (names.length === 0) return labels;
  const listed = canonical(`projectcalico.org/serviceaccount in { ${names.map((name) => `'${name}'`).join(', ')} }`);
  return labels === '' ? listed : `(${labels}) && (${listed})`;
}

function namespaceSelectorOf({ namespaceSelector }: EntityRule, namespace: string | undefined): string {
  if (namespaceSelector !== '') {
    return prefixed(namespaceSelector, 'pcns.')
      .replaceAll('all()', 'has(projectcalico.org/namespace)')
      .replaceAll('global()', '!has(projectcalico.org/namespace)');
  }
  return namespace === undefined ? '' : `projectcalico.org/namespace == '${namespace}'`;
}

function canonical(selector: string): string {
  const parsed = parseSelector(selector);
  return parsed.ok ? printSelector(parsed.value) : '';
}
