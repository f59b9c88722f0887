/** `services` on one side of a rule. Source: calico-semantics 5.6, 8.4. */
import type { EntityRule } from '../../model/resource';
import type { Node } from '../node';
import { tellRefused } from './consequence';
import { present, quoted, type Reading } from './reading';

export function checkServices(
  entity: Reading,
  side: 'source' | 'destination',
  scope: 'namespaced' | 'global',
  { name, namespace }: NonNullable<EntityRule['services']>,
): void {
  const field = `\`${entity.path}services\``;
  const at = entity.node.entries.get('services')?.value.at ?? entity.node.at;
  if (name === '') {
    tellRefused(entity, {
      says: `${field} has no \`name\``,
      at,
      fix: 'Write the name of the Service.',
      evaluated: namespace === '' ? 'as if it were absent' : 'as a Service that does not exist: it matches nothing',
    });
  } else if (namespace === '' && scope === 'global') {
    // In a namespaced policy Calico takes it and matches nothing: the compiled cluster tells that.
    tellRefused(entity, {
      says: `${field} names ${quoted(name)} without a \`namespace\``,
      at,
      fix: 'Write the namespace.',
      evaluated: 'as written: it matches nothing',
    });
  }
  checkCompany(entity, side);
}

const others = ['nets', 'notNets', 'selector', 'notSelector', 'namespaceSelector', 'serviceAccounts'];

/** Services come with addresses and ports of their own. */
function checkCompany(entity: Reading, side: 'source' | 'destination'): void {
  const refused = side === 'destination' ? [...others, 'ports', 'notPorts'] : others;
  for (const key of refused) {
    const node = present(entity, key);
    if (node === undefined || isEmpty(node)) continue;
    tellRefused(entity, {
      says: `\`${entity.path}services\` stands beside \`${key}\``,
      at: entity.node.entries.get(key)?.key ?? node.at,
      fix: 'Write two rules.',
      evaluated: 'as written: both must match',
    });
  }
}

/** As good as absent; an empty `serviceAccounts` is not. */
const isEmpty = (node: Node): boolean =>
  node.kind === 'list' ? node.items.length === 0 : node.kind === 'scalar' && node.value === '';
