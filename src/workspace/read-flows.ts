/** Questions as a file gives them: `{"flows": [{"id", "from", "to", "protocol", "port", …}]}`. */
import { err, ok, type Result } from '../base/result';
import type { Family } from '../net/address';
import { defaultSourcePort, hasPorts, parseProtocol, type Flow, type FlowEnd } from '../model/flow';

export interface AskedFlow {
  readonly id: string;
  /** Or why it cannot be asked, as a sentence. */
  readonly flow: Result<Flow, string>;
}

/** Fails only when the whole is not a list of flows; a bad one is told in its place. */
export function readFlows(value: unknown): Result<readonly AskedFlow[], string> {
  const flows = isObject(value) ? value['flows'] : undefined;
  if (!Array.isArray(flows)) return err('Expected an object with a list "flows".');
  return ok(
    flows.map((item: unknown, index): AskedFlow => {
      if (!isObject(item)) return { id: String(index), flow: err('Not an object.') };
      const { id } = item;
      return {
        id: typeof id === 'string' || typeof id === 'number' ? String(id) : String(index),
        flow: readFlow(item),
      };
    }),
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readFlow(item: Fields): Result<Flow, string> {
  const from = readEnd(item['from'], 'from');
  if (!from.ok) return from;
  const to = readEnd(item['to'], 'to');
  if (!to.ok) return to;
  const written = item['protocol'];
  const protocol =
    typeof written === 'string' || typeof written === 'number' ? parseProtocol(String(written)) : undefined;
  if (protocol === undefined) return err(`Unknown protocol ${JSON.stringify(written ?? null)}.`);
  const port = item['port'];
  if (port !== undefined && !isPort(port)) return err(`Port ${JSON.stringify(port)} is not a number from 0 to 65535.`);
  if (port === undefined && hasPorts(protocol)) return err('The flow has no port.');
  const sourcePort = item['sourcePort'] ?? defaultSourcePort;
  if (!isPort(sourcePort)) return err(`Source port ${JSON.stringify(sourcePort)} is not a number from 0 to 65535.`);
  const icmp = readIcmp(item['icmp']);
  if (!icmp.ok) return icmp;
  return ok({
    from: from.value,
    to: to.value,
    protocol,
    port: hasPorts(protocol) ? port : undefined,
    sourcePort,
    icmp: icmp.value,
  });
}

const isPort = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;

const isByte = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;

function readIcmp(value: unknown): Result<Flow['icmp'], string> {
  if (value === undefined || value === null) return ok(undefined);
  const { type, code = 0 } = isObject(value) ? value : {};
  return isByte(type) && isByte(code) ? ok({ type, code }) : err('icmp needs a type, and code if any, from 0 to 255.');
}

function readEnd(value: unknown, side: string): Result<FlowEnd, string> {
  if (!isObject(value)) return err(`The flow has no "${side}".`);
  const version = value['ipVersion'];
  if (version !== undefined && version !== 4 && version !== 6) return err(`ipVersion of "${side}" is neither 4 nor 6.`);
  const family: { ipVersion?: Family } = version === undefined ? {} : { ipVersion: version };
  const { pod, ip, node, service } = value;
  if (typeof pod === 'string') return ok({ kind: 'pod', id: pod, ...family });
  if (typeof ip === 'string') return ok({ kind: 'ip', ip });
  if (typeof node === 'string') return ok({ kind: 'node', name: node, ...family });
  if (typeof service === 'string') return ok({ kind: 'service', id: service });
  return err(`"${side}" names no pod, ip, node or service.`);
}
