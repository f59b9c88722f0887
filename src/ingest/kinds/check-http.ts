/** HTTP matches as Calico's API takes them; the kernel's data planes ignore them. Source: calico-semantics 7.5, 8.4. */
import type { CalicoRule } from '../../model/resource';
import { before332 } from './regimes';
import { tellRefused, type Fault } from './consequence';
import { mapAt, mapsAt, quoted, textAt, textsAt, type Reading } from './reading';

export function checkHttp(rule: Reading, direction: 'ingress' | 'egress', read: CalicoRule): void {
  if (read.http === undefined) return;
  const quiet: Reading = { ...rule, report: () => {} };
  const http = mapAt(quiet, 'http');
  if (http === undefined) return;
  const at = rule.node.entries.get('http')?.key ?? rule.node.at;
  for (const fault of [...faultsOfPlace(direction, read), ...faultsOfMethods(http), ...faultsOfPaths(http)]) {
    tellRefused(rule, { at, ...fault, evaluated: 'as if `http` were absent' });
  }
}

type HttpFault = Pick<Fault, 'says'> & Partial<Fault>;

function faultsOfPlace(direction: 'ingress' | 'egress', { action, protocol }: CalicoRule): readonly HttpFault[] {
  const faults: HttpFault[] = [];
  if (direction === 'egress') faults.push({ says: '`http` stands in an egress rule, and it goes into ingress rules' });
  if (action !== 'Allow') faults.push({ says: `\`http\` stands beside \`action: ${action}\`, and it goes with Allow` });
  if (protocol === undefined || protocol.name === 'TCP') return faults;
  const fix = 'Write `protocol: TCP`, or leave it out.';
  if (protocol.number !== 6) faults.push({ says: '`http` stands beside another protocol than TCP', fix });
  else
    faults.push({ says: '`http` stands beside `protocol: 6`, which Calico takes from 3.32 on', fix, only: before332 });
  return faults;
}

function faultsOfMethods(http: Reading): readonly HttpFault[] {
  const seen = new Set<string>();
  return textsAt(http, 'methods').flatMap(({ text, at }) => {
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    return [{ says: `${quoted(text)} stands twice in \`http.methods\``, at, fix: 'Leave one out.' }];
  });
}

const faultsOfPaths = (http: Reading): readonly HttpFault[] =>
  mapsAt(http, 'paths').flatMap((path) => {
    const exact = textAt(path, 'exact') ?? '';
    const prefix = textAt(path, 'prefix') ?? '';
    const field = `\`${path.path.slice(0, -1)}\``;
    const { at } = path.node;
    if ((exact === '') === (prefix === '')) {
      return [
        {
          says: `${field} has ${exact === '' ? 'neither' : 'both'} \`exact\` ${exact === '' ? 'nor' : 'and'} \`prefix\``,
          at,
        },
      ];
    }
    const written = exact === '' ? prefix : exact;
    const why = written.startsWith('/')
      ? /[?# ]/.test(written)
        ? 'has a `?`, `#` or blank in it'
        : undefined
      : 'does not begin with `/`';
    return why === undefined ? [] : [{ says: `${quoted(written)} in ${field} ${why}`, at }];
  });
