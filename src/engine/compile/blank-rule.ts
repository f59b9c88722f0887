import { anyEntity } from '../../model/any-entity';
import type { SourceRange } from '../../model/diagnostic';
import type { CalicoRule, RuleAction } from '../../model/resource';

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
