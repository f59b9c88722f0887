import { pointOf, type Connection } from '../engine/line';
import { contains } from '../net/intervals';
import type { ConnectionRow } from './answers';

/** Whether a row of a pair speaks about a connection. ICMP without a type is an echo request: what people call ping. */
export const rowHolds = ({ line }: Pick<ConnectionRow, 'line'>, connection: Connection): boolean =>
  contains(line, pointOf(connection));
