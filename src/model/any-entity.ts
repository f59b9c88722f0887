import type { EntityRule } from './resource';

/** A side of a rule that imposes nothing. */
export const anyEntity: EntityRule = {
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
