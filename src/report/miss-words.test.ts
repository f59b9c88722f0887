import { expect, test } from 'vitest';
import type { Miss } from '../model/explanation';
import { missText } from './miss-words';

function selector(over: Partial<Extract<Miss, { kind: 'selector' }>>): Miss {
  return {
    kind: 'selector',
    end: 'source',
    selector: "role == 'Checkout'",
    open: false,
    label: undefined,
    outside: undefined,
    ...over,
  };
}

test.each<[Miss, string]>([
  [{ kind: 'protocol', wanted: 'TCP', got: 'UDP', negated: false }, 'protocol is UDP, not TCP'],
  [{ kind: 'protocol', wanted: 'TCP', got: 'TCP', negated: true }, 'protocol TCP is excluded'],
  [{ kind: 'family', wanted: 6 }, 'rule is for IPv6 only'],
  [
    { kind: 'port', end: 'destination', wanted: '8443', got: '8080', negated: false },
    'destination port is 8080, not 8443',
  ],
  [{ kind: 'port', end: 'source', wanted: '53', got: '53', negated: true }, 'source port 53 is excluded'],
  [
    { kind: 'nets', end: 'destination', wanted: '169.254.169.254/32', got: '10.244.3.17', negated: false, open: false },
    'destination 10.244.3.17 is not in the net',
  ],
  [
    { kind: 'nets', end: 'source', wanted: '10.0.0.0/8, 172.16.0.0/12', got: '192.0.2.1', negated: false, open: false },
    'source 192.0.2.1 is not in the nets',
  ],
  [
    selector({ label: { key: 'role', wanted: "role == 'Checkout'", got: 'checkout', near: 'case' } }),
    'source has role=checkout: case differs',
  ],
  [
    selector({ label: { key: 'role', wanted: "role == 'x'", got: undefined, near: undefined } }),
    'source has no label role',
  ],
  [
    selector({ label: { key: 'role', wanted: "role == 'x'", got: 'y', near: undefined } }),
    "source has role=y, wanted role == 'x'",
  ],
  [
    selector({ label: { key: 'role', wanted: "role == 'x'", got: '', near: undefined } }),
    "source has an empty label role, wanted role == 'x'",
  ],
  [
    selector({
      label: { key: 'projectcalico.org/name', wanted: "projectcalico.org/name == 'dev'", got: 'shop', near: undefined },
    }),
    'source is in namespace shop, not dev',
  ],
  [selector({ outside: 'node' }), 'source is a node, which no selector selects'],
  [selector({ open: true }), "source may match role == 'Checkout': labels are missing"],
  [selector({}), "source does not match role == 'Checkout'"],
  [
    { kind: 'namespace', end: 'destination', wanted: 'payments', got: 'shop' },
    'destination is in namespace shop, not payments',
  ],
  [
    { kind: 'services', end: 'destination', service: 'shop/db', cause: 'not-a-backend' },
    'destination is no endpoint of Service shop/db',
  ],
])('a rule that missed: %#', (miss, text) => {
  expect(missText(miss)).toBe(text);
});
