import type { SourceRange } from '../../model/diagnostic';
import type { CalicoRule, EntityRule, RuleAction } from '../../model/resource';

/** Imposes nothing. */
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

/** A rule that matches every packet. */
export const blankRule = (action: RuleAction, at: SourceRange): CalicoRule => ({
  action,
  ipVersion: undefined,
  protocol: undefined,
  notProtocol: undefined,
  icmp: undefined,
  notICMP: undefined,
  source: anyEntity,
  destination: anyEntity,
  http: undefined,
  at,
});
