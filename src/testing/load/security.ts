/** The tier that comes first, and what it names. Every policy that does not single out pods ends in Pass. */
import type { Random } from '../generate/random';
import { addressAt, ipOf, type PlainMap } from './plain';
import { globalPolicy, networkSet } from './policy-objects';

const feed = { selector: "type == 'threat-feed'", namespaceSelector: 'global()' };
const pass = { action: 'Pass' };

export const securityPolicies: readonly PlainMap[] = [
  globalPolicy('security', 'quarantine', 10, {
    selector: "quarantine == 'true'",
    types: ['Ingress', 'Egress'],
    ingress: [{ action: 'Log' }, { action: 'Deny' }],
    egress: [{ action: 'Log' }, { action: 'Deny' }],
  }),
  globalPolicy('security', 'pci', 20, {
    namespaceSelector: "pci == 'true'",
    types: ['Ingress'],
    ingress: [
      { action: 'Pass', source: { namespaceSelector: "pci == 'true'" } },
      { action: 'Pass', source: { namespaceSelector: "env == 'sys'" } },
      { action: 'Deny', source: { namespaceSelector: 'all()' } },
      pass,
    ],
  }),
  globalPolicy('security', 'egress-guard', 30, {
    selector: 'all()',
    types: ['Egress'],
    egress: [
      { action: 'Deny', destination: { nets: ['169.254.169.254/32'] } },
      { action: 'Deny', destination: feed },
      pass,
    ],
  }),
  globalPolicy('security', 'feed-guard', 40, {
    selector: 'all()',
    types: ['Ingress'],
    ingress: [{ action: 'Deny', source: feed }, pass],
  }),
  isolation('dev', 'prod', 50),
  isolation('stage', 'prod', 51),
  isolation('dev', 'stage', 52),
];

function isolation(from: string, to: string, order: number): PlainMap {
  return globalPolicy('security', `${from}-not-to-${to}`, order, {
    namespaceSelector: `env == '${from}'`,
    types: ['Egress'],
    egress: [{ action: 'Deny', destination: { namespaceSelector: `env == '${to}'` } }, pass],
  });
}

export const vendors = 10;

/** A feed of addresses nobody should meet, vendors of eight blocks each, and one set that no rule asks for. */
export function networkSets(feedSize: number, random: Random): readonly PlainMap[] {
  return [
    networkSet(
      'threat-feed',
      { type: 'threat-feed' },
      Array.from({ length: feedSize }, () => publicNet(24 + random.below(9), random)),
    ),
    ...Array.from({ length: vendors }, (_, index) =>
      networkSet(
        `vendor-${index}`,
        { type: 'vendor', vendor: `vendor-${index}` },
        Array.from({ length: 8 }, () => publicNet(24, random)),
      ),
    ),
    networkSet('corporate', { type: 'corporate' }, ['10.40.0.0/16', '172.20.0.0/14']),
  ];
}

/** Above what is private, special or the range of pods. */
function publicNet(length: number, random: Random): string {
  const address = addressAt(20 + random.below(80), random.below(256), random.below(256), random.below(256));
  return `${ipOf((address >>> (32 - length)) << (32 - length))}/${length}`;
}
