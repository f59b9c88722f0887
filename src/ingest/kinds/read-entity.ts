import { anyEntity } from '../../model/any-entity';
import type { EntityRule, PortMatch } from '../../model/resource';
import { checkGlobal, checkGlobalAlone } from './check-global';
import { checkListLengths } from './check-limits';
import { checkServices } from './check-services';
import { tellLost, type Owner } from './consequence';
import { netsOfRule } from './read-net';
import { adviceOnPortName, isPortName, readPort } from './read-port';
import { selectorAt } from './read-selector';
import { checkFields, itemsAt, mapAt, textAt, textsAt, wordsOf, type Reading } from './reading';

/** What holds a rule. */
export interface RuleOwner extends Owner {
  readonly scope: 'namespaced' | 'global';
}

const entityFields = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'ports',
  'notPorts',
  'serviceAccounts',
  'services',
];

const advice: ReadonlyMap<string, string> = new Map([
  ['podSelector', 'Calico writes `selector`.'],
  ['ipBlock', 'Calico writes `nets` and `notNets`.'],
  ['port', 'Calico writes `ports`.'],
  ['net', 'Calico writes `nets`.'],
  ['domains', 'Open source Calico does not know it.'],
]);

/** `source` or `destination` of a rule. Source: calico-semantics 1.3, 5.4, 8.4. */
export function readEntity(rule: Reading, key: 'source' | 'destination', owner: RuleOwner): EntityRule {
  const entity = mapAt(rule, key);
  if (entity === undefined) return anyEntity;
  checkFields(entity, entityFields, advice);
  checkListLengths(entity);
  const costsPolicy = { of: 'policy', owner } as const;
  const selector = selectorAt(entity, 'selector', costsPolicy);
  checkGlobal(entity, 'selector', selector);
  const namespaceSelector = selectorAt(entity, 'namespaceSelector', {
    of: 'restriction',
    now: 'the rule matches objects of every namespace',
  });
  checkGlobalAlone(entity, 'namespaceSelector', namespaceSelector);
  const services = readServices(entity);
  if (services !== undefined) checkServices(entity, key, owner.scope, services);
  return {
    nets: netsOfRule(entity, 'nets'),
    notNets: netsOfRule(entity, 'notNets'),
    selector,
    notSelector: selectorAt(entity, 'notSelector', costsPolicy),
    namespaceSelector,
    ports: readPorts(entity, 'ports', owner),
    notPorts: readPorts(entity, 'notPorts', owner),
    serviceAccounts: readAccounts(entity),
    services: services?.name === '' && services.namespace === '' ? undefined : services,
  };
}

/** Every bad entry makes the data plane drop the policy. Source: calico-semantics 8.4. */
function readPorts(entity: Reading, key: 'ports' | 'notPorts', owner: Owner): readonly PortMatch[] {
  return itemsAt(entity, key).flatMap((node) => {
    const port = readPort(node);
    const fault = port.ok ? faultOf(port.value) : port.error;
    if (fault !== undefined) {
      const says = `${wordsOf(node)} in \`${entity.path}${key}\` ${fault}`;
      const fix = port.ok && port.value.kind === 'name' ? adviceOnPortName(port.value.name) : undefined;
      tellLost(entity, owner, { says, at: node.at, fix });
    }
    return port.ok ? [port.value] : [];
  });
}

function faultOf(port: PortMatch): string | undefined {
  if (port.kind === 'name') return isPortName(port.name) ? undefined : 'is neither a port, a range "a:b" nor a name';
  return port.first === 0 ? 'starts at 0, which is no port' : undefined;
}

function readAccounts(entity: Reading): EntityRule['serviceAccounts'] {
  const accounts = mapAt(entity, 'serviceAccounts');
  if (accounts === undefined) return undefined;
  checkFields(accounts, ['names', 'selector'], new Map([['name', 'Names stand in the list `names`.']]));
  return {
    names: textsAt(accounts, 'names').map(({ text }) => text),
    selector: selectorAt(accounts, 'selector', {
      of: 'restriction',
      now: 'the rule matches pods with any service account',
    }),
  };
}

function readServices(entity: Reading): EntityRule['services'] {
  const services = mapAt(entity, 'services');
  if (services === undefined) return undefined;
  checkFields(services, ['name', 'namespace'], new Map());
  return { name: textAt(services, 'name') ?? '', namespace: textAt(services, 'namespace') ?? '' };
}
