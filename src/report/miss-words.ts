/** Why a rule did not match, in words. */
import { assertNever } from '../base/assert';
import type { LabelMiss, Miss } from '../model/explanation';

/** Why a rule did not match, or may: what the flow has against what the rule wants. No full stop. */
export function missText(miss: Miss): string {
  switch (miss.kind) {
    case 'protocol':
      return miss.negated ? `protocol ${miss.got} is excluded` : `protocol is ${miss.got}, not ${miss.wanted}`;
    case 'icmp':
      return miss.negated ? `${miss.got} is excluded` : `${miss.got} is not ${miss.wanted}`;
    case 'family':
      return `rule is for IPv${miss.wanted} only`;
    case 'port':
      return miss.negated
        ? `${miss.end} port ${miss.got} is excluded`
        : `${miss.end} port is ${miss.got}, not ${miss.wanted}`;
    case 'nets':
      return netsText(miss);
    case 'selector':
      return selectorText(miss);
    case 'not-selector':
      return miss.open
        ? `${miss.end} may match the excluded ${miss.selector}: labels are missing`
        : `${miss.end} matches the excluded ${miss.selector}`;
    case 'namespace':
      if (miss.wanted === '')
        return `${miss.end} is in namespace ${miss.got ?? 'unknown'}, wanted one outside namespaces`;
      return miss.got === undefined
        ? `${miss.end} is in no namespace, wanted ${miss.wanted}`
        : `${miss.end} is in namespace ${miss.got}, not ${miss.wanted}`;
    case 'services':
      return servicesText(miss);
    default:
      return assertNever(miss);
  }
}

function netsText({ end, wanted, got, negated, open }: Extract<Miss, { kind: 'nets' }>): string {
  if (open) return `${end} has no known address to compare with ${shortList(wanted)}`;
  const nets = wanted.includes(',') ? 'nets' : 'net';
  return negated ? `${end} ${got} is in the excluded ${nets}` : `${end} ${got} is not in the ${nets}`;
}

function selectorText({ end, selector, open, label, outside }: Extract<Miss, { kind: 'selector' }>): string {
  if (open) return `${end} may match ${selector}: labels are missing`;
  if (outside === 'node') return `${end} is a node, which no selector selects`;
  if (outside === 'unknown-address') return `${end} is an address of no known endpoint or network set`;
  return label === undefined ? `${end} does not match ${selector}` : `${end} ${labelText(label)}`;
}

/** Labels that every namespace has with its own name as the value. */
const namespaceNameKeys: readonly string[] = ['projectcalico.org/name', 'kubernetes.io/metadata.name'];

/** The namespace that a comparison of labels asks for by name; `undefined` when it asks for anything else. */
function wantedNamespace({ key, wanted }: LabelMiss): string | undefined {
  return namespaceNameKeys.includes(key) ? /^\S+ == '([^']+)'$/.exec(wanted)?.[1] : undefined;
}

function labelText(label: LabelMiss): string {
  const { key, wanted, got, near } = label;
  const namespace = wantedNamespace(label);
  if (namespace !== undefined && got !== undefined) return `is in namespace ${got}, not ${namespace}`;
  if (key === 'service account')
    return `has service account ${got ?? 'unknown'}, wanted ${wanted.slice(key.length + 1)}`;
  if (got === undefined) return `has no label ${key}`;
  const has = got === '' ? `has an empty label ${key}` : `has ${key}=${got}`;
  switch (near) {
    case 'case':
      return `${has}: case differs`;
    case 'blank':
      return `${has}: a blank differs`;
    case 'typo':
      return `${has}: nearly ${wanted}`;
    case undefined:
      return `${has}, wanted ${wanted}`;
    default:
      return assertNever(near);
  }
}

/** By how much a rule missed, after `misses by`: `one label value`, `its port`. */
export function missedByText(miss: Miss): string {
  switch (miss.kind) {
    case 'selector':
      if (miss.label !== undefined && wantedNamespace(miss.label) !== undefined) return 'the namespace';
      return miss.label?.got === undefined ? 'one label' : 'one label value';
    case 'namespace':
      return 'the namespace';
    case 'port':
      return 'its port';
    case 'protocol':
    case 'icmp':
    case 'family':
      return 'its protocol';
    case 'nets':
      return 'its addresses';
    case 'not-selector':
    case 'services':
      return 'one condition';
    default:
      return assertNever(miss);
  }
}

function servicesText({ end, service, cause }: Extract<Miss, { kind: 'services' }>): string {
  switch (cause) {
    case 'not-a-backend':
      return `${end} is no endpoint of Service ${service}`;
    case 'other-port':
      return `${end} is an endpoint of Service ${service} on another port`;
    case 'unknown-service':
      return `Service ${service} is not in the files`;
    case 'no-namespace':
      return `rule names Service ${service} without a namespace`;
    default:
      return assertNever(cause);
  }
}

/** The first two of a written list: `10.0.0.0/8, 172.16.0.0/12 and 3 more`. */
function shortList(list: string): string {
  const items = list.split(/,\s*/);
  return items.length <= 3 ? list : `${items.slice(0, 2).join(', ')} and ${items.length - 2} more`;
}
