import { expect, test } from 'vitest';
import type { CalicoPolicyResource } from '../../model/resource';
import { printCidr } from '../../net/cidr';
import { plain, type Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

type Rule = { readonly [key: string]: Plan };

function read(rule: Rule, direction: 'ingress' | 'egress' = 'ingress', kind = 'NetworkPolicy') {
  const { resource, ...rest } = readPlan({
    apiVersion: 'projectcalico.org/v3',
    kind,
    metadata: kind === 'NetworkPolicy' ? { name: 'p', namespace: 'shop' } : { name: 'p' },
    spec: { selector: 'all()', types: ['Ingress', 'Egress'], [direction]: [rule] },
  });
  if (resource === undefined || !('rejected' in resource)) throw new Error('No Calico policy was read.');
  const policy: CalicoPolicyResource = resource;
  const [first] = policy[direction];
  if (first === undefined) throw new Error('No rule was read.');
  return { rule: first, rejected: policy.rejected, ...rest };
}

test('a whole rule', () => {
  const { rule, rejected, codes } = read(
    {
      action: 'Allow',
      ipVersion: 4,
      protocol: 'TCP',
      notProtocol: 'UDP',
      source: {
        nets: ['10.0.0.0/8'],
        notNets: ['10.1.0.0/16'],
        selector: "app == 'web'",
        notSelector: 'has(x)',
        namespaceSelector: 'global()',
        ports: [80, '443', '1000:2000', 'http'],
        notPorts: [81],
        serviceAccounts: { names: ['a'], selector: 'has(r)' },
      },
      destination: { services: { name: 'web', namespace: 'shop' } },
      metadata: { annotations: { note: 'x' } },
    },
    'egress',
  );
  expect(rejected).toBeUndefined();
  expect(codes).toEqual([]);
  expect(rule).toMatchObject({
    action: 'Allow',
    ipVersion: 4,
    protocol: { number: 6, name: 'TCP' },
    notProtocol: { number: 17, name: 'UDP' },
    source: {
      selector: "app == 'web'",
      notSelector: 'has(x)',
      namespaceSelector: 'global()',
      ports: [
        { kind: 'range', first: 80, last: 80 },
        { kind: 'range', first: 443, last: 443 },
        { kind: 'range', first: 1000, last: 2000 },
        { kind: 'name', name: 'http' },
      ],
      notPorts: [{ kind: 'range', first: 81, last: 81 }],
      serviceAccounts: { names: ['a'], selector: 'has(r)' },
    },
    destination: { services: { name: 'web', namespace: 'shop' } },
  });
});

test('what is absent imposes nothing', () => {
  const { rule } = read({ action: 'Pass' });
  expect(rule).toMatchObject({
    action: 'Pass',
    ipVersion: undefined,
    protocol: undefined,
    icmp: undefined,
    http: undefined,
    source: { nets: [], selector: '', ports: [], serviceAccounts: undefined, services: undefined },
  });
});

test.each<[Plan, { number: number; name: string | undefined }, string[]]>([
  ['SCTP', { number: 132, name: 'SCTP' }, []],
  ['UDPLite', { number: 136, name: 'UDPLite' }, []],
  [6, { number: 6, name: undefined }, []],
  ['6', { number: 6, name: undefined }, []],
  [255, { number: 255, name: undefined }, []],
  ['tcp', { number: 6, name: 'TCP' }, ['warning resource/bad-value']],
  ['icmpV6', { number: 58, name: 'ICMPv6' }, ['warning resource/bad-value']],
])('protocol %j is read as %j', (protocol, match, told) => {
  const { rule, rejected, codes } = read({ action: 'Allow', protocol });
  expect(rule.protocol).toEqual(match);
  expect(rejected).toBeUndefined();
  expect(codes).toEqual(told);
});

// calico-semantics 7.6
test.each([
  ['allow', 'Allow'],
  ['DENY', 'Deny'],
  ['log', 'Log'],
])('action %s counts as %s', (written, action) => {
  const { rule, rejected, codes } = read({ action: written });
  expect(rule.action).toBe(action);
  expect(rejected).toBeUndefined();
  expect(codes).toEqual(['warning resource/bad-value']);
});

// calico-semantics 8, 8.4: what the API refuses and the data plane treats as no policy at all
test.each<[Rule, string]>([
  [{ action: 'Reject' }, '`action` is `Reject`, none of Allow, Deny, Log, Pass'],
  [{ action: 'pass' }, '`action` is `pass`, none of Allow, Deny, Log, Pass'],
  [{}, 'it has no `action`'],
  [{ action: 'Allow', protocol: 'HTTP' }, '`protocol` is `HTTP`, which is no protocol'],
  [{ action: 'Allow', protocol: 0 }, '`protocol` is `0`, which is no protocol'],
  [{ action: 'Allow', notProtocol: 256 }, '`notProtocol` is `256`, which is no protocol'],
  [{ action: 'Allow', ipVersion: 5 }, '`ipVersion` is `5`, neither 4 nor 6'],
  [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 255 } }, '`icmp.type` is `255`, which is not between 0 and 254'],
  [
    { action: 'Allow', protocol: 'ICMP', icmp: { type: 3, code: 256 } },
    '`icmp.code` is `256`, which is not between 0 and 255',
  ],
  [
    { action: 'Allow', destination: { ports: ['http', 5432] } },
    '`destination.ports` has the number `5432` without a `protocol`',
  ],
  [{ action: 'Allow', source: { notPorts: ['1:2'] } }, '`source.notPorts` has the number `1:2` without a `protocol`'],
  [
    { action: 'Allow', protocol: 'ICMP', destination: { ports: ['http'] } },
    '`destination.ports` has `http`, and protocol ICMP has no ports',
  ],
  [
    { action: 'Allow', protocol: 'UDPLite', destination: { ports: [80] } },
    '`destination.ports` has `80`, and protocol UDPLite has no ports',
  ],
  [
    { action: 'Allow', protocol: 'TCP', destination: { ports: ['80-90'] } },
    '`80-90` in `destination.ports` is neither a port, a range "a:b" nor a name',
  ],
  [
    { action: 'Allow', protocol: 'TCP', destination: { ports: ['90:80'] } },
    '`90:80` in `destination.ports` ends before it begins',
  ],
  [
    { action: 'Allow', protocol: 'TCP', destination: { ports: [70000] } },
    '`70000` in `destination.ports` is above 65535',
  ],
  [
    { action: 'Allow', protocol: 'TCP', destination: { ports: [0] } },
    '`0` in `destination.ports` starts at 0, which is no port',
  ],
  [{ action: 'Allow', source: { selector: 'app' } }, '`source.selector` does not parse'],
  [{ action: 'Allow', destination: { notSelector: 'app' } }, '`destination.notSelector` does not parse'],
])('%j costs the whole policy', (rule, reason) => {
  const { rejected, diagnostics } = read(rule);
  expect(rejected).toBe(`ingress rule 1: ${reason}`);
  expect(diagnostics.at(-1)).toMatchObject({
    code: 'resource/not-enforced',
    severity: 'error',
    message: `NetworkPolicy shop/p, ingress rule 1: ${reason}, so the policy is not enforced: the data plane treats it as absent.`,
  });
  expect(diagnostics.filter(({ code }) => code !== 'selector/syntax')).toHaveLength(1);
});

// Up to 3.31 the data plane drops such a policy; the engine knows the regime.
test('named ports without a protocol are left to those who know the regime', () => {
  expect(read({ action: 'Allow', destination: { ports: ['http'] } })).toMatchObject({ rejected: undefined, codes: [] });
});

// calico-semantics 7.1, 8.4, 8.6
test.each<[Rule, string]>([
  [{ action: 'Allow', source: { notNets: ['10.0.0.0/8', '10.0.0.1-10.0.0.9'] } }, 'the rule takes these addresses too'],
  [
    { action: 'Allow', source: { nets: ['everything'] } },
    'nothing is left of the list, and the rule takes any address',
  ],
  [{ action: 'Allow', source: { namespaceSelector: 'a b' } }, 'the rule matches objects of every namespace'],
  [
    { action: 'Allow', source: { serviceAccounts: { selector: 'a b' } } },
    'the rule matches pods with any service account',
  ],
  [{ action: 'Deny', protocol: 'ICMP', icmp: { code: 0 } }, 'the rule is about every ICMP message'],
])('%j matches more than it says', (rule, now) => {
  const { rejected, diagnostics } = read(rule);
  expect(rejected).toBeUndefined();
  const [told, ...more] = diagnostics.filter(({ code }) => code !== 'selector/syntax');
  expect(told).toMatchObject({ code: 'resource/widened', severity: 'warning' });
  expect(told?.message).toContain(`, so it matches more than written: ${now}.`);
  expect(more).toEqual([]);
});

// What goes from a list of several leaves the others, which match less.
test('a network that is none is left out of its list', () => {
  const { rule, diagnostics } = read({ action: 'Allow', source: { nets: ['10.0.0.0/8', '10.0.0.1-10.0.0.9'] } });
  expect(rule.source.nets).toHaveLength(1);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      code: 'resource/bad-value',
      message: 'NetworkPolicy shop/p, ingress rule 1: `10.0.0.1-10.0.0.9` in `source.nets` is no CIDR and is dropped.',
      hint: "Ranges are not supported: write the CIDRs that make up the range. Calico's API refuses this; if it got in past the API, it is evaluated without it.",
    },
  ]);
});

test.each<[string, string, string]>([
  ['10.0.0.5/24', '10.0.0.0/24', 'has bits behind its prefix'],
  ['10.0.0.5', '10.0.0.5/32', 'has no prefix length'],
  ['2001:db8::1/32', '2001:db8::/32', 'has bits behind its prefix'],
])('%s counts as %s', (text, meaning, says) => {
  const { rule, diagnostics } = read({ action: 'Allow', source: { nets: [text] } });
  expect(rule.source.nets.map(({ cidr }) => printCidr(cidr))).toEqual([meaning]);
  expect(rule.source.nets[0]?.text).toBe(text);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      message: `NetworkPolicy shop/p, ingress rule 1: \`${text}\` in \`source.nets\` ${says}.`,
      hint: `Write \`${meaning}\`. Calico's API refuses this; if it got in past the API, it is evaluated as \`${meaning}\`.`,
    },
  ]);
});

// calico-semantics 5.6
test('services without a namespace', () => {
  const rule = { action: 'Allow', destination: { services: { name: 'web' } } };
  const namespaced = read(rule, 'egress');
  expect(namespaced.rule.destination.services).toEqual({ name: 'web', namespace: '' });
  expect(namespaced.codes).toEqual([]);
  expect(read(rule, 'egress', 'GlobalNetworkPolicy').codes).toEqual(['warning resource/bad-value']);
});

test('HTTP paths', () => {
  const { rule, codes } = read({
    action: 'Allow',
    http: { methods: ['GET'], paths: [{ exact: '/a' }, { prefix: '/b' }] },
  });
  expect(rule.http).toEqual({
    methods: ['GET'],
    paths: [
      { exact: '/a', prefix: undefined },
      { exact: undefined, prefix: '/b' },
    ],
  });
  expect(codes).toEqual([]);
});

test('ICMP type 0 and code 0 are values, an empty match is one without values', () => {
  expect(read({ action: 'Allow', protocol: 'ICMP', icmp: { type: 0, code: 0 } }).rule.icmp).toEqual({
    type: 0,
    code: 0,
  });
  expect(read({ action: 'Allow', protocol: 1, notICMP: {} }).rule.notICMP).toEqual({
    type: undefined,
    code: undefined,
  });
});

test.each<[Rule, string]>([
  [{ action: 'Allow', from: [] }, 'Calico writes `source`. Read as if it were absent.'],
  [{ action: 'Allow', nets: [] }, 'It belongs under `source` or `destination`. Read as if it were absent.'],
  [{ action: 'Allow', source: { podSelector: {} } }, 'Calico writes `selector`. Read as if it were absent.'],
  [{ action: 'Allow', destination: { port: 80 } }, 'Calico writes `ports`. Read as if it were absent.'],
])('%j has a field of another API', (rule, hint) => {
  expect(read(rule).diagnostics).toMatchObject([{ code: 'resource/unknown-field', severity: 'error', hint }]);
});

test('a selector is marked where it goes wrong', () => {
  const { diagnostics } = read({ action: 'Allow', source: { selector: "app == 'web' && tier = 'x'" } });
  const [syntax] = diagnostics;
  const whole = "app == 'web' && tier = 'x'".length;
  expect(syntax?.code).toBe('selector/syntax');
  expect((syntax?.at.end ?? 0) - (syntax?.at.start ?? 0)).toBeLessThanOrEqual(whole);
});

test('a port range that YAML 1.1 took for minutes keeps its text', () => {
  const { rule } = read({ action: 'Allow', protocol: 'TCP', destination: { ports: [plain('8080', 8080)] } });
  expect(rule.destination.ports).toEqual([{ kind: 'range', first: 8080, last: 8080 }]);
});
