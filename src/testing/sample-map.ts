/**
 * Maps of made-up clusters, for tests of what is drawn. A map is written as text, one fact a line:
 *
 *     shop/web 3                                      a service and its pods
 *     internet world, stripe-api set                  what lies outside (`world`, `set` or `cidr`)
 *     shop/web > shop/cart allow default/1000 TCP 80  an edge, how it is decided, where, and the ports it is about
 *     rest closed default/1000                        every ordered pair of services without a line of its own
 */
import type { ClusterMap, EdgeDecider, EdgeInterest, MapEdge, MapNode } from '../analysis/answers';
import { assert, present } from '../base/assert';
import { fileId, policyId } from '../model/ids';
import type { Decision } from '../model/verdict';

/** Short words for an edge, and what they stand for. */
const WAYS = {
  allow: { verdict: 'allow', interest: 'named-allow', by: 'rule' },
  open: { verdict: 'allow', interest: 'open-allow', by: 'rule' },
  partial: { verdict: 'partial', interest: 'named-allow', by: 'rule' },
  deny: { verdict: 'deny', interest: 'named-deny', by: 'rule' },
  half: { verdict: 'deny', interest: 'half-open', by: 'rule' },
  'half-end': { verdict: 'deny', interest: 'half-open', by: 'end-of-tier' },
  closed: { verdict: 'deny', interest: 'closed', by: 'end-of-tier' },
  undetermined: { verdict: 'undetermined', interest: 'undetermined', by: 'rule' },
  unpoliced: { verdict: 'allow', interest: 'unpoliced', by: 'profile' },
} as const satisfies Record<
  string,
  { readonly verdict: MapEdge['verdict']; readonly interest: EdgeInterest; readonly by: Decision['by'] }
>;

export type SampleWay = keyof typeof WAYS;

/** Reads a map written as above. Nodes and edges stand in the order of their lines, those of `rest` last. */
export function sampleMap(text: string): ClusterMap {
  const lines = text.split('\n').map((line) => line.trim());
  const facts = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const nodes = facts.filter((line) => !line.includes('>') && !line.startsWith('rest ')).flatMap(nodesOf);
  const idOf = (name: string) =>
    present(
      nodes.find((node) => nameOf(node) === name),
      `a node named ${name}`,
    ).id;
  const edges = facts.filter((line) => line.includes('>')).map((line) => edgeOf(line, idOf));
  assert(new Set(edges.map(({ id }) => id)).size === edges.length, 'no edge is told twice');
  const rest = facts.find((line) => line.startsWith('rest '));
  return { nodes, edges: rest === undefined ? edges : [...edges, ...restOf(rest, nodes, edges)] };
}

const nameOf = (node: MapNode) => (node.namespace === undefined ? node.label : `${node.namespace}/${node.label}`);

function nodesOf(line: string): MapNode[] {
  return line.split(',').map((part) => {
    const [name = '', what = '1'] = part.trim().split(' ');
    return name.includes('/') ? serviceNode(name, Number(what)) : outsideNode(name, what);
  });
}

export function serviceNode(name: string, pods: number): MapNode {
  const [namespace = '', label = ''] = name.split('/');
  return {
    id: `svc:${name}`,
    kind: 'service',
    label,
    namespace,
    pods,
    members: Array.from({ length: pods }, (_, i) => `${name}-${i}`),
    ask: name,
    serves: [{ protocol: 6, port: 8080, servicePort: undefined }],
    detail: `Service ${name}`,
  };
}

function outsideNode(label: string, what: string): MapNode {
  const kind = what === 'world' ? 'world' : what === 'set' ? 'network-set' : 'cidr';
  return {
    id: kind === 'world' ? 'world' : `${kind === 'cidr' ? 'net' : 'set'}:${label}`,
    kind,
    label,
    namespace: undefined,
    pods: 0,
    members: [],
    ask: '203.0.113.7',
    serves: [],
    detail: label,
  };
}

function edgeOf(line: string, idOf: (name: string) => string): MapEdge {
  const [from = '', arrow, to = '', way = '', tag = 'default/1000', ...about] = line.split(/\s+/);
  assert(arrow === '>' && way in WAYS, `an edge line: ${line}`);
  return sampleEdge(idOf(from), idOf(to), way as SampleWay, tag, about.join(' ') || 'TCP 8080');
}

function restOf(line: string, nodes: readonly MapNode[], edges: readonly MapEdge[]): MapEdge[] {
  const [, way = '', tag = 'default/1000'] = line.split(' ');
  const told = new Set(edges.map(({ id }) => id));
  const services = nodes.filter(({ namespace }) => namespace !== undefined);
  return services.flatMap((from) =>
    services
      .filter((to) => to !== from && !told.has(`${from.id}>${to.id}`))
      .map((to) => sampleEdge(from.id, to.id, way as SampleWay, tag, 'TCP 8080')),
  );
}

export function sampleEdge(from: string, to: string, way: SampleWay, tag: string, about: string): MapEdge {
  const { verdict, interest } = WAYS[way];
  const open = verdict === 'undetermined' ? 2 : 0;
  const allowed = verdict === 'allow' ? 2 : verdict === 'partial' ? 1 : 0;
  return {
    id: `${from}>${to}`,
    from,
    to,
    verdict,
    interest,
    decider: deciderOf(way, tag),
    allowed: verdict === 'allow' ? about : 'none',
    about,
    pairs: { total: 2, allowed, denied: 2 - allowed - open, open },
  };
}

function deciderOf(way: SampleWay, tag: string): EdgeDecider | undefined {
  const { verdict, by } = WAYS[way];
  if (by === 'profile') {
    return {
      direction: 'Ingress',
      decision: { by: 'profile', action: 'allow', profile: 'kns.default' },
      tag: 'profile',
    };
  }
  const [tier = '', order = '-'] = tag.split('/');
  const common = {
    tier,
    order: order === '-' ? undefined : Number(order),
    policy: { id: policyId(`np:${tier}`), kind: 'NetworkPolicy', namespace: 'shop', name: tier },
    at: { file: fileId('sample.yaml'), start: 0, end: 1 },
  } as const;
  const decision: Decision =
    by === 'end-of-tier'
      ? { by: 'end-of-tier', action: 'deny', ...common }
      : { by: 'rule', action: verdict === 'deny' ? 'deny' : 'allow', rule: 0, ...common };
  return { direction: 'Ingress', decision, tag };
}

/** Twelve services during an incident: checkout may not reach the payments API. */
export const incidentMap = (): ClusterMap =>
  sampleMap(`
    internet world, stripe-api set
    ingress-nginx/nginx 2
    shop/web 3, shop/cart 2, shop/checkout 2, shop/search 1
    monitoring/prometheus 1, monitoring/grafana 1
    payments/api 3, payments/ledger 2
    data/postgres 1, data/redis 3
    kube-system/kube-dns 2

    internet > ingress-nginx/nginx open default/1000 TCP 443
    ingress-nginx/nginx > shop/web allow default/500
    shop/web > shop/cart allow default/1000
    shop/cart > shop/checkout allow default/1000
    shop/checkout > shop/search allow default/1000
    shop/checkout > payments/api half security/100 TCP 8443
    shop/cart > data/redis allow default/1000 TCP 6379
    shop/search > data/postgres half-end default/1000 TCP 5432
    payments/api > stripe-api allow default/1000 TCP 443
    payments/api > payments/ledger allow default/1000
    payments/ledger > data/postgres allow default/1000 TCP 5432
    monitoring/prometheus > payments/api allow platform/50 TCP 9090
    monitoring/prometheus > data/redis half-end default/1000 TCP 9121
    monitoring/grafana > monitoring/prometheus allow default/1000 TCP 9090
    ${toEveryone('kube-system/kube-dns', 'to', 'allow platform/20 UDP 53', INCIDENT)}
    rest closed default/1000
  `);

const INCIDENT =
  'ingress-nginx/nginx shop/web shop/cart shop/checkout shop/search monitoring/prometheus monitoring/grafana payments/api payments/ledger data/postgres data/redis';

/** Lines for edges between one service and each of the others. */
function toEveryone(hub: string, direction: 'from' | 'to', what: string, others: string): string {
  const names = others.split(/\s+/).filter((name) => name !== hub && name !== '');
  return names.map((name) => (direction === 'to' ? `${name} > ${hub} ${what}` : `${hub} > ${name} ${what}`)).join('\n');
}

const SHOP = `
  edge/nginx edge/auth-proxy
  shop/web shop/cart shop/checkout shop/search shop/catalog shop/recommendations shop/orders shop/images
  payments/api payments/ledger payments/fraud payments/refunds payments/webhooks
  accounts/api accounts/sessions accounts/profile accounts/mailer accounts/consent
  data/postgres data/redis data/kafka data/elastic data/minio data/collector data/batch data/reports
  fulfilment/warehouse fulfilment/shipping fulfilment/tracking fulfilment/labels fulfilment/returns fulfilment/stock
  monitoring/prometheus monitoring/alertmanager monitoring/grafana monitoring/loki
  kube-system/kube-dns kube-system/metrics-server
`.trim();

/** Forty services in eight namespaces; everyone asks the DNS, and one monitor scrapes everyone. */
export const shopMap = (): ClusterMap =>
  sampleMap(`
    internet world, office-vpn set, stripe-api set, carrier-apis set, smtp-relay cidr
    ${SHOP.split(/\s+/)
      .map((name, i) => `${name} ${1 + ((i * 7) % 4)}`)
      .join('\n')}

    internet > edge/nginx open default/100 TCP 443
    office-vpn > edge/auth-proxy allow default/200 TCP 443
    office-vpn > monitoring/grafana allow default/200 TCP 3000
    edge/nginx > edge/auth-proxy allow default/500
    edge/nginx > shop/web allow default/500
    edge/nginx > shop/images allow default/500
    edge/nginx > payments/webhooks allow default/500
    edge/auth-proxy > accounts/api allow default/500
    edge/auth-proxy > accounts/sessions allow default/500
    shop/web > shop/catalog allow
    shop/web > shop/cart allow
    shop/web > shop/search allow
    shop/web > accounts/sessions allow
    shop/catalog > shop/images allow
    shop/catalog > shop/recommendations allow
    shop/cart > shop/checkout allow
    shop/checkout > shop/orders allow
    shop/checkout > payments/api half security/100 TCP 8443
    shop/checkout > accounts/profile partial default/1000 TCP 8080
    shop/search > data/elastic allow default/1000 TCP 9200
    shop/cart > data/redis allow default/1000 TCP 6379
    shop/catalog > data/postgres allow default/1000 TCP 5432
    shop/orders > data/postgres allow default/1000 TCP 5432
    shop/orders > data/kafka allow default/1000 TCP 9092
    shop/orders > fulfilment/warehouse allow
    shop/images > data/minio allow default/1000 TCP 9000
    shop/recommendations > data/collector undetermined default/1000
    payments/api > payments/fraud allow
    payments/api > payments/ledger allow
    payments/api > stripe-api allow default/1000 TCP 443
    payments/refunds > payments/ledger allow
    payments/refunds > stripe-api deny security/200 TCP 443
    payments/webhooks > payments/ledger allow
    payments/ledger > data/postgres allow default/1000 TCP 5432
    payments/fraud > data/kafka half-end default/1000 TCP 9092
    accounts/api > accounts/profile allow
    accounts/api > accounts/consent allow
    accounts/api > accounts/mailer allow
    accounts/mailer > smtp-relay allow default/1000 TCP 25
    accounts/sessions > data/redis allow default/1000 TCP 6379
    accounts/profile > data/postgres allow default/1000 TCP 5432
    data/collector > data/kafka allow default/1000 TCP 9092
    data/batch > data/kafka allow default/1000 TCP 9092
    data/batch > data/minio allow default/1000 TCP 9000
    data/reports > data/postgres allow default/1000 TCP 5432
    data/reports > payments/ledger deny security/100
    fulfilment/warehouse > fulfilment/stock allow
    fulfilment/warehouse > fulfilment/shipping allow
    fulfilment/shipping > fulfilment/labels allow
    fulfilment/shipping > fulfilment/tracking allow
    fulfilment/shipping > carrier-apis allow default/1000 TCP 443
    fulfilment/returns > fulfilment/stock allow
    fulfilment/returns > payments/refunds allow
    fulfilment/tracking > data/kafka allow default/1000 TCP 9092
    fulfilment/stock > data/postgres allow default/1000 TCP 5432
    monitoring/prometheus > monitoring/alertmanager allow
    monitoring/grafana > monitoring/prometheus allow default/1000 TCP 9090
    monitoring/grafana > monitoring/loki allow default/1000 TCP 3100
    monitoring/alertmanager > accounts/mailer deny security/300 TCP 587
    ${toEveryone('kube-system/kube-dns', 'to', 'allow platform/20 UDP 53', SHOP)}
    ${toEveryone('monitoring/prometheus', 'from', 'allow platform/50 TCP 9090', SHOP.replace('monitoring/alertmanager', '').replace('kube-system/kube-dns', ''))}
    rest closed default/1000
  `);

/**
 * A generated cluster: namespaces of ten services, each service with one to three allowed edges to its own namespace
 * or the next ones, one in ten of them denied. The same count gives the same map. `closed`: also an edge for every
 * other ordered pair, which is what a cluster with default denies has.
 */
export function syntheticMap(count: number, rest: 'closed' | 'none' = 'none'): ClusterMap {
  const nodes = Array.from({ length: count }, (_, i) =>
    serviceNode(`team-${Math.floor(i / 10)}/svc-${i}`, 1 + (i % 4)),
  );
  const random = randomNumbers(count);
  const edges = new Map<string, MapEdge>();
  for (const [i, from] of nodes.entries()) {
    for (let k = 0; k <= i % 3; k++) {
      const to = nodes[Math.min(count - 1, i + 1 + Math.floor(random() * random() * 40))];
      if (to === undefined || to === from) continue;
      const edge = sampleEdge(from.id, to.id, random() < 0.1 ? 'deny' : 'allow', 'default/1000', 'TCP 8080');
      edges.set(edge.id, edge);
    }
  }
  if (rest === 'closed') addClosed(nodes, edges);
  return { nodes, edges: [...edges.values()] };
}

function addClosed(nodes: readonly MapNode[], edges: Map<string, MapEdge>): void {
  for (const from of nodes) {
    for (const to of nodes) {
      const id = `${from.id}>${to.id}`;
      if (from !== to && !edges.has(id))
        edges.set(id, sampleEdge(from.id, to.id, 'closed', 'default/1000', 'TCP 8080'));
    }
  }
}

/** Numbers from 0 to 1, the same for the same seed. A linear congruential generator is random enough for pictures. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
