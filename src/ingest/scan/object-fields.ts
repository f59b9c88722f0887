/** Which fields of objects other than pods become nodes: what their readers in `kinds` read, and nothing else. */
import { level, named, TAKE, type Level, type Row } from './fields';

/** All that there is. */
export const wholeLevels = { wary: level(true, [], 'take'), loose: level(false, [], 'take') } as const;

const whole = (names: string): readonly Row[] => named(names, TAKE.whole);

const metadataWith = (annotation: string): Level =>
  level(true, [
    ...whole('name namespace labels resourceVersion generation'),
    ['annotations', TAKE.map, -1, level(false, whole(annotation))],
    ['managedFields', TAKE.unread],
  ]);

const noted = metadataWith('none');
const UNREAD_OF_SPEC = named('volumes tolerations affinity topologySpreadConstraints', TAKE.unread);

/** An object of which no other keys are known than these. */
const objectLevel = (metadataLevel: Level, rows: readonly Row[]): Level =>
  level(true, [...whole('apiVersion kind'), ['metadata', TAKE.map, -1, metadataLevel], ...rows], 'refuse');

/** Of a field in which nobody looks for anything. */
const passed = (name: string, wary: boolean): Row => [
  name,
  TAKE.map,
  -1,
  level(wary, name === 'spec' ? UNREAD_OF_SPEC : named('images', TAKE.unread)),
];

/** Annotations in which Calico notes further addresses of a node. */
const TUNNELS = [
  'IPv4IPIPTunnelAddr',
  'IPv4VXLANTunnelAddr',
  'IPv6VXLANTunnelAddr',
  'IPv4WireguardInterfaceAddr',
  'IPv6WireguardInterfaceAddr',
];

/** By API version and kind. */
export const objectLevels: ReadonlyMap<string, Level> = new Map([
  ['v1/Namespace', objectLevel(noted, [passed('spec', true), passed('status', false)])],
  [
    'v1/ServiceAccount',
    objectLevel(noted, [
      ['secrets', TAKE.list, -1, level(true, [])],
      ['imagePullSecrets', TAKE.list, -1, level(true, [])],
      ['automountServiceAccountToken', TAKE.whole],
    ]),
  ],
  [
    'v1/Node',
    objectLevel(
      metadataWith(['IPv4Address', 'IPv6Address', ...TUNNELS].map((name) => `projectcalico.org/${name}`).join(' ')),
      [
        passed('spec', true),
        [
          'status',
          TAKE.map,
          -1,
          level(false, [
            ['addresses', TAKE.whole],
            ['images', TAKE.unread],
          ]),
        ],
      ],
    ),
  ],
  [
    'v1/Service',
    objectLevel(noted, [
      ['spec', TAKE.map, -1, level(true, UNREAD_OF_SPEC, 'take')],
      [
        'status',
        TAKE.map,
        -1,
        level(false, [
          ['loadBalancer', TAKE.whole],
          ['images', TAKE.unread],
        ]),
      ],
    ]),
  ],
  [
    'discovery.k8s.io/v1/EndpointSlice',
    objectLevel(noted, [
      ['addressType', TAKE.whole],
      [
        'endpoints',
        TAKE.list,
        -1,
        level(true, [
          ...whole('addresses conditions'),
          ['targetRef', TAKE.map, -1, level(true, whole('kind name namespace'))],
        ]),
      ],
      ['ports', TAKE.whole],
    ]),
  ],
]);
