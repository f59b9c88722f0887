import { parseSelector } from '../../selector/parse';
import { printSelector } from '../../selector/print';
import { prefixLabels } from '../../selector/tree';
import type { EntityRule } from '../../model/resource';
import type { PlainPolicy } from './plain-policy';

const inSomeNamespace = 'has(projectcalico.org/namespace)';
const hasAccount = 'has(projectcalico.org/serviceaccount)';

/** Which endpoints a policy applies to, as one text. Source: calico-semantics 5.3. */
export function policySelectorText(policy: PlainPolicy): string {
  const { namespace, selector } = policy;
  const accounts = prefixed(policy.serviceAccountSelector, 'pcsa.');
  if (namespace !== '') {
    const own = `projectcalico.org/namespace == '${namespace}'`;
    const text = selector === '' ? own : `(${selector}) && ${own}`;
    return accounts === '' ? text : `(${text}) && ${accounts}`;
  }
  let text = selector;
  const namespaces = prefixed(policy.namespaceSelector, 'pcns.');
  if (namespaces !== '') {
    text = text === '' ? namespaces : `(${text}) && ${namespaces}`;
    text = text.replaceAll('all()', inSomeNamespace);
  }
  if (accounts !== '') {
    text = text === '' ? accounts : `(${text}) && ${accounts}`;
    text = text.replaceAll('all()', hasAccount);
  }
  return text;
}

/** The objects one side of a rule must be among, and must not be among; `''` is no constraint. Source: 5.4. */
export function ruleSelectorTexts(entity: EntityRule, namespace: string): { positive: string; negative: string } {
  const own = [accountText(entity), entity.selector].filter((text) => text !== '');
  const ownText = own.length === 2 ? `(${own[0]}) && (${own[1]})` : (own[0] ?? '');
  const namespaces = namespaceText(entity, namespace);

  let positive = ownText;
  let negative = entity.notSelector;
  if (namespaces !== '' && (ownText !== '' || negative !== '' || entity.namespaceSelector !== '')) {
    positive = ownText === '' ? namespaces : `(${namespaces}) && (${ownText})`;
  }
  if (positive !== '' && negative !== '') {
    positive = `(${positive}) && (!(${negative}))`;
    negative = '';
  }
  return { positive, negative };
}

function accountText({ serviceAccounts }: EntityRule): string {
  if (serviceAccounts === undefined) return '';
  const selected = prefixed(serviceAccounts.selector, 'pcsa.');
  if (serviceAccounts.names.length === 0) return selected;
  const names = serviceAccounts.names.map((name) => `'${name}'`).join(', ');
  const named = prefixed(`projectcalico.org/serviceaccount in { ${names} }`, '');
  return selected === '' ? named : `(${selected}) && (${named})`;
}

function namespaceText({ namespaceSelector }: EntityRule, namespace: string): string {
  if (namespaceSelector !== '') {
    return prefixed(namespaceSelector, 'pcns.')
      .replaceAll('all()', inSomeNamespace)
      .replaceAll('global()', `!${inSomeNamespace}`);
  }
  return namespace === '' ? '' : `projectcalico.org/namespace == '${namespace}'`;
}

/** The canonical text with a prefix on every label; `''` for none, and for what does not parse. Source: 5.2. */
function prefixed(selector: string, prefix: string): string {
  if (selector === '') return '';
  const parsed = parseSelector(selector);
  return parsed.ok ? printSelector(prefixLabels(parsed.value, prefix)) : '';
}
