import { expect, test } from 'vitest';
import type { Connectivity, ConnectivityRow, PairOutcome, PeerName } from '../analysis/connectivity';
import type { Decided, DecidedRanges } from '../analysis/decided-ranges';
import type { ConnectionSet } from '../analysis/connection-set';
import { fileId, policyId } from '../model/ids';
import type { Decision } from '../model/verdict';
import { connectivityFormats, connectivityText, type ConnectivityFormat } from './connectivity-text';
import type { Locate } from './decision-json';

/** Line 1 starts at offset 0, line 2 at 10 and so on. */
const locate: Locate = ({ file, start }) => ({ file: `${file}.yaml`, line: start / 10 + 1 });
const at = { file: fileId('db'), start: 130, end: 140 };

const web: PeerName = { kind: 'workload', name: 'shop/web', workloadKind: 'Deployment' };
const db: PeerName = { kind: 'workload', name: 'shop/db', workloadKind: 'StatefulSet' };
const job: PeerName = { kind: 'workload', name: 'shop/job', workloadKind: 'CronJob' };
const outside: PeerName = { kind: 'external', ranges: ['0.0.0.0-9.255.255.255', '11.0.0.0-255.255.255.255'] };

const postgres: ConnectionSet = [{ kind: 'ports', protocol: 'TCP', ranges: [[5432, 5432]] }];
const pings: ConnectionSet = [
  {
    kind: 'icmp',
    protocol: 'ICMP',
    types: [
      { first: 0, last: 2, codes: undefined },
      { first: 3, last: 3, codes: [4, 4] },
    ],
  },
];

const nothing: PairOutcome = { allow: [], notForAll: [], undetermined: [], decided: [] };
const row = (from: PeerName, to: PeerName, outcome: Partial<PairOutcome>): ConnectivityRow => ({
  from,
  to,
  outcome: { ...nothing, ...outcome },
});
const answer = (
  ...connections: readonly ConnectivityRow[]
): Connectivity & { readonly connections: readonly ConnectivityRow[] } => ({
  by: 'workload',
  connections,
  sourcePortMatters: false,
  hostsMatter: false,
});

const plain = answer(
  row(job, db, { undetermined: postgres }),
  row(web, db, { allow: postgres, undetermined: pings }),
  row(web, job, {
    allow: [{ kind: 'whole', protocol: 'UDPLite' }],
    notForAll: [{ kind: 'whole', protocol: 'UDPLite' }],
  }),
  row(outside, web, { allow: 'all' }),
);

const byRule: Decision = {
  by: 'rule',
  action: 'deny',
  tier: 'default',
  order: undefined,
  policy: { id: policyId('np:shop/db'), kind: 'NetworkPolicy', namespace: 'shop', name: 'db' },
  rule: 0,
  at,
};
const byProfile: Decision = { by: 'profile', action: 'allow', profile: 'kns.shop' };
const range = ({ pairs = 3, ...over }: Partial<Decided & DecidedRanges>): DecidedRanges => ({
  ranges: [{ connections: postgres, verdict: 'deny', egress: [byProfile], ingress: [byRule], ...over }],
  pairs,
});

const lines = (text: string): readonly string[] => text.split('\n');
const print = (value: Connectivity, format: ConnectivityFormat) =>
  [...connectivityText(value, format, locate)].join('');
const read = (value: Connectivity): unknown => JSON.parse(print(value, 'json'));

// --- JSON: the contract of the command line ----------------------------------------------------------------------

test('JSON: peers, `all`, port ranges, and `true` for a protocol without ports', () => {
  expect(read(plain)).toEqual({
    schema: 1,
    by: 'workload',
    connections: [
      {
        from: { workload: 'shop/job', kind: 'CronJob' },
        to: { workload: 'shop/db', kind: 'StatefulSet' },
        allow: {},
        undetermined: { TCP: [[5432, 5432]] },
      },
      {
        from: { workload: 'shop/web', kind: 'Deployment' },
        to: { workload: 'shop/db', kind: 'StatefulSet' },
        allow: { TCP: [[5432, 5432]] },
        undetermined: { ICMP: { types: [[0, 2], { type: 3, codes: [4, 4] }] } },
      },
      {
        from: { workload: 'shop/web', kind: 'Deployment' },
        to: { workload: 'shop/job', kind: 'CronJob' },
        allow: { UDPLite: true },
        notForAll: { UDPLite: true },
      },
      {
        from: { external: ['0.0.0.0-9.255.255.255', '11.0.0.0-255.255.255.255'] },
        to: { workload: 'shop/web', kind: 'Deployment' },
        allow: 'all',
      },
    ],
  });
});

test.each(['pod', 'service', 'namespace'] as const)('JSON: a %s is a peer by its name', (kind) => {
  const peer: PeerName = { kind, name: 'shop' };
  expect(read(answer(row(peer, outside, { allow: 'all' })))).toMatchObject({
    connections: [{ from: { [kind]: 'shop' } }],
  });
});

test('JSON: nothing connected is an empty list; what the answer leaves out is told', () => {
  expect(read(answer())).toEqual({ schema: 1, by: 'workload', connections: [] });
  expect(read({ ...answer(), sourcePortMatters: true, hostsMatter: true })).toEqual({
    schema: 1,
    by: 'workload',
    sourcePort: 40_000,
    leavesOut: ['host endpoints'],
    connections: [],
  });
});

test('JSON: deciders are those of `eval`, a side outside is null', () => {
  const value = answer(
    row(web, db, { decided: [range({})] }),
    row(outside, db, { decided: [range({ egress: undefined, pairs: 1 })] }),
  );
  const deny = {
    action: 'deny',
    by: 'rule',
    tier: 'default',
    policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'db' },
    rule: 0,
    at: { file: 'db.yaml', line: 14 },
  };
  const allow = { action: 'allow', by: 'profile', profile: 'kns.shop' };
  const connections = { TCP: [[5432, 5432]] };
  expect(read(value)).toMatchObject({
    connections: [
      { allow: {}, decided: [{ connections, verdict: 'deny', pairs: 3, egress: allow, ingress: deny }] },
      { allow: {}, decided: [{ connections, verdict: 'deny', pairs: 1, egress: null, ingress: deny }] },
    ],
  });
});

test('JSON: deciders that may be one or the other are all told, and no action where they disagree', () => {
  const other: Decision = { ...byRule, rule: 1 };
  const value = answer(
    row(web, db, {
      undetermined: postgres,
      decided: [range({ verdict: 'undetermined', egress: [byRule, other], ingress: [byRule, byProfile] })],
    }),
  );
  expect(read(value)).toMatchObject({
    connections: [
      {
        decided: [
          {
            egress: { action: 'deny', rule: 0, could: [{ rule: 0 }, { rule: 1 }] },
            ingress: { action: 'undetermined', could: [{ action: 'deny' }, { action: 'allow' }] },
          },
        ],
      },
    ],
  });
});

test('JSON: one connection a line', () => {
  expect(lines(print(plain, 'json'))).toHaveLength(1 + plain.connections.length + 1 + 1);
});

// --- for people ----------------------------------------------------------------------------------------------------

test('text: one aligned line a pair, what is open on a line of its own', () => {
  expect(lines(print(plain, 'text'))).toEqual([
    'from                                             to                     connections                   verdict',
    'shop/job (CronJob)                               shop/db (StatefulSet)  TCP 5432                      undetermined',
    'shop/web (Deployment)                            shop/db (StatefulSet)  TCP 5432                      allow',
    'shop/web (Deployment)                            shop/db (StatefulSet)  ICMP type 0-2, type 3 code 4  undetermined',
    'shop/web (Deployment)                            shop/job (CronJob)     UDPLite                       allow (some pairs)',
    '0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255  shop/web (Deployment)  all                           allow',
    '',
  ]);
});

test('text: with deciders one line a range, and every decider that is possible', () => {
  const open = range({ connections: pings, verdict: 'undetermined', egress: undefined, ingress: [byRule, byProfile] });
  const value = answer(row(web, db, { allow: postgres, decided: [range({}), open] }));
  expect(lines(print(value, 'text')).map((line) => line.split(/ {2,}/))).toEqual([
    ['from', 'to', 'connections', 'verdict', 'decided by'],
    [
      'shop/web (Deployment)',
      'shop/db (StatefulSet)',
      'TCP 5432',
      'deny',
      'egress profile kns.shop; ingress shop/db rule 1',
    ],
    [
      'shop/web (Deployment)',
      'shop/db (StatefulSet)',
      'ICMP type 0-2, type 3 code 4',
      'undetermined',
      'ingress shop/db rule 1 or profile kns.shop',
    ],
    [''],
  ]);
});

test('CSV: a cell with a comma, a quote or a line break is quoted, a quote in it doubled', () => {
  const odd: PeerName = { kind: 'pod', name: 'shop/a "b"\r' };
  expect(lines(print(answer(row(outside, odd, { allow: postgres })), 'csv'))).toEqual([
    'from,to,connections,verdict',
    '"0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255","shop/a ""b""\r",TCP 5432,allow',
    '',
  ]);
});

test('CSV: deciders are a fifth column', () => {
  expect(lines(print(answer(row(web, db, { decided: [range({})] })), 'csv'))).toEqual([
    'from,to,connections,verdict,decided by',
    'shop/web (Deployment),shop/db (StatefulSet),TCP 5432,deny,egress profile kns.shop; ingress shop/db rule 1',
    '',
  ]);
});

test('a table is as wide as most need it: a long list of addresses moves its own line alone', () => {
  const ranges = Array.from({ length: 20 }, (_, i) => `10.${i}.0.0-10.${i}.255.255`);
  const value = answer(row({ kind: 'external', ranges }, web, { allow: 'all' }), row(web, db, { allow: 'all' }));
  const [titles = '', ...rows] = lines(print(value, 'text').trimEnd());
  expect(rows.map((line) => line.length > 2 * titles.length)).toEqual([true, false]);
});

test('Markdown: a table; bars and backslashes stay in their cell', () => {
  const odd: PeerName = { kind: 'pod', name: 'shop/a|b\\' };
  expect(lines(print(answer(row(odd, db, { undetermined: postgres })), 'markdown'))).toEqual([
    '| from | to | connections | verdict |',
    '| --- | --- | --- | --- |',
    '| shop/a\\|b\\\\ | shop/db (StatefulSet) | TCP 5432 | undetermined |',
    '',
  ]);
});

test('DOT: an edge a pair; dashed for some pairs only, dotted for what is open, none for what is denied', () => {
  const value = answer(...plain.connections, row(db, web, { decided: [range({})] }));
  expect(lines(print(value, 'dot'))).toEqual([
    'digraph connectivity {',
    '  rankdir=LR;',
    '  node [shape=box];',
    '  "shop/job (CronJob)" -> "shop/db (StatefulSet)" [label="undetermined: TCP 5432", style=dotted];',
    '  "shop/web (Deployment)" -> "shop/db (StatefulSet)" [label="TCP 5432"];',
    '  "shop/web (Deployment)" -> "shop/db (StatefulSet)" [label="undetermined: ICMP type 0-2, type 3 code 4", style=dotted];',
    '  "shop/web (Deployment)" -> "shop/job (CronJob)" [label="UDPLite", style=dashed];',
    '  "0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255" -> "shop/web (Deployment)" [label="all"];',
    '}',
    '',
  ]);
});

test('DOT: quotes and backslashes in a name stay in it', () => {
  const odd: PeerName = { kind: 'pod', name: 'a"b\\' };
  expect(print(answer(row(odd, odd, { allow: 'all' })), 'dot')).toContain(
    '  "a\\"b\\\\" -> "a\\"b\\\\" [label="all"];\n',
  );
});

test.each(connectivityFormats)('%s ends in one line break, also where nothing is connected', (format) => {
  for (const value of [plain, answer()]) expect(print(value, format)).toMatch(/[^\n]\n$/);
});
