import type { EntityRule, PortMatch } from '../../model/resource';
import { netsOfRule } from './read-net';
import { adviceOnPortName, isPortName, readPort } from './read-port';
import { checkGlobal, selectorAt } from './read-selector';
import { checkFields, itemsAt, mapAt, quoted, tell, textAt, textsAt, wordsOf, type Reading } from './reading';

/** What holds a rule, and how to note that the data plane treats all of it as absent. */
export interface RuleOwner {
  readonly scope: 'namespaced' | 'global' | 'profile';
  reject(reason: string): void;
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

const noEntity: EntityRule = {
  nets: [],
  notNets: [],
  selector: '',
  notSelector: '',
  namespaceSelector: '',
  ports: [],
  notPorts: [],
  serviceAccounts: undefined,
  services: undefined,
};

/** `source` or `destination` of a rule. Source: calico-semantics 1.3, 5.4, 8.4. */
export function readEntity(rule: Reading, key: 'source' | 'destination', owner: RuleOwner): EntityRule {
  const entity = mapAt(rule, key);
  if (entity === undefined) return noEntity;
  checkFields(entity, entityFields, advice);
  const rejects = { of: 'policy', reject: owner.reject } as const;
  const selector = selectorAt(entity, 'selector', rejects);
  checkGlobal(entity, 'selector', selector, false);
  const namespaceSelector = selectorAt(entity, 'namespaceSelector', {
    of: 'restriction',
    now: 'the rule matches objects of every namespace',
  });
  checkGlobal(entity, 'namespaceSelector', namespaceSelector, true);
  const read: EntityRule = {
    nets: netsOfRule(entity, 'nets'),
    notNets: netsOfRule(entity, 'notNets'),
    selector,
    notSelector: selectorAt(entity, 'notSelector', rejects),
    namespaceSelector,
    ports: readPorts(entity, 'ports', rejects.reject),
    notPorts: readPorts(entity, 'notPorts', rejects.reject),
    serviceAccounts: readAccounts(entity),
    services: readServices(entity, owner),
  };
  checkServices(entity, key, read);
  return read;
}

/** Every bad entry makes the data plane drop the policy. Source: calico-semantics 8.4. */
function readPorts(entity: Reading, key: 'ports' | 'notPorts', reject: (reason: string) => void): readonly PortMatch[] {
  return itemsAt(entity, key).flatMap((node) => {
    const port = readPort(node);
    const fault = port.ok ? faultOf(port.value) : port.error;
    if (fault !== undefined) {
      const words = wordsOf(node);
      tell(entity, {
        code: 'resource/bad-value',
        severity: 'error',
        says: `${words} in \`${entity.path}${key}\` ${fault}.`,
        at: node.at,
        ...(port.ok && port.value.kind === 'name' ? { hint: adviceOnPortName(port.value.name) } : {}),
      });
      reject(`${words} in ${entity.path}${key} ${fault}`);
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

function readServices(entity: Reading, { scope }: RuleOwner): EntityRule['services'] {
  const services = mapAt(entity, 'services');
  if (services === undefined) return undefined;
  checkFields(services, ['name', 'namespace'], new Map());
  const name = textAt(services, 'name') ?? '';
  const namespace = textAt(services, 'namespace') ?? '';
  if (name === '') {
    tell(entity, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `\`${services.path}name\` is missing.`,
      at: services.node.at,
      hint: 'The API refuses the policy.',
    });
    return namespace === '' ? undefined : { name, namespace };
  }
  // In a namespaced policy Calico takes it and matches nothing: the compiled cluster tells that.
  if (namespace === '' && scope !== 'namespaced') {
    tell(entity, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `\`${entity.path}services\` names ${quoted(name)} without a namespace, and Calico then matches nothing.`,
      at: services.node.at,
      hint: 'The API refuses the policy: write the namespace.',
    });
  }
  return { name, namespace };
}

/** What the API refuses beside `services`. */
function checkServices(entity: Reading, key: 'source' | 'destination', read: EntityRule): void {
  if (read.services === undefined) return;
  const others = ['nets', 'notNets', 'selector', 'notSelector', 'namespaceSelector', 'serviceAccounts'];
  if (key === 'destination') others.push('ports', 'notPorts');
  const clash = others.find((other) => entity.node.entries.has(other));
  if (clash === undefined) return;
  tell(entity, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `\`${entity.path}services\` stands beside \`${clash}\`.`,
    at: entity.node.entries.get(clash)?.key ?? entity.node.at,
    hint: 'The API refuses the policy.',
  });
}
