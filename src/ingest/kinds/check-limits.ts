/** How much of a thing Calico's API takes; the data plane takes any. Source: calico-semantics 6.2, 8.3, 8.4. */
import { since332 } from './regimes';
import { fieldName, present, tell, type Reading } from './reading';
import { tellRefused } from './consequence';

const mostRules = 1024;

export function checkRuleCount(spec: Reading, key: 'ingress' | 'egress'): void {
  const count = entriesOf(spec, key);
  if (count <= mostRules) return;
  tellRefused(spec, {
    says: `${fieldName(spec, key)} has ${count} rules, and a policy takes ${mostRules} a direction`,
    at: spec.node.entries.get(key)?.key ?? spec.node.at,
    fix: 'Split the policy.',
    evaluated: 'as written',
    only: since332,
  });
}

const longestList = { ports: 50, notPorts: 50, nets: 256, notNets: 256 } as const;

/** Lists of one side of a rule. */
export function checkListLengths(entity: Reading): void {
  for (const key of ['ports', 'notPorts', 'nets', 'notNets'] as const) {
    const count = entriesOf(entity, key);
    const most = longestList[key];
    if (count > most) tellTooMuch(entity, key, `has ${count} entries`, `${most}`);
  }
}

const longestSelector = 1024;

export function checkSelectorLength(reading: Reading, key: string, selector: string): void {
  const { length } = selector;
  if (length > longestSelector) tellTooMuch(reading, key, `is ${length} characters long`, `${longestSelector}`);
}

const entriesOf = (reading: Reading, key: string): number => {
  const node = present(reading, key);
  return node?.kind === 'list' ? node.items.length : 0;
};

/** Versions of one generation differ, so that the input does not tell whether its API would refuse it. */
const tellTooMuch = (reading: Reading, key: string, has: string, most: string): void =>
  tell(reading, {
    code: 'resource/bad-value',
    severity: 'info',
    says: `${fieldName(reading, key)} ${has}, and the newest versions of Calico take ${most}.`,
    at: reading.node.entries.get(key)?.key ?? reading.node.at,
    hint: 'Their API refuses this; older ones take it, and it is evaluated as written.',
    only: since332,
  });
