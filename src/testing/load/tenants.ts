import type { ContainerPort } from '../../model/resource';
import type { Random } from '../generate/random';
import { labelsOf, tcp, type Application, type LoadNamespace } from './parts';

/** Names in the order of the walk that gives a namespace its applications, five steps at a time. */
const applicationNames = [
  'web',
  'api',
  'auth',
  'orders',
  'billing',
  'search',
  'cart',
  'catalog',
  'worker',
  'scheduler',
  'cache',
  'db',
  'queue',
  'report',
  'notify',
  'gateway',
] as const;

type Name = (typeof applicationNames)[number];

const frontends: readonly Name[] = ['web', 'gateway'];
/** What data applications listen on, each by a name of its own. */
const dataPorts: ReadonlyMap<Name, ContainerPort> = new Map([
  ['db', tcp('pg', 5_432)],
  ['cache', tcp('redis', 6_379)],
  ['queue', tcp('amqp', 5_672)],
]);

type LayerName = 'frontend' | 'backend' | 'data';

const layerOf = (name: Name): LayerName =>
  frontends.includes(name) ? 'frontend' : dataPorts.has(name) ? 'data' : 'backend';

export function tenantNamespaces(count: number, random: Random): readonly LoadNamespace[] {
  const tenants = Math.max(4, Math.floor((count + 5) / 8));
  return Array.from({ length: count }, (_, index) => {
    const tenant = `tenant-${random.below(tenants)}`;
    const draw = random.next();
    const env = draw < 0.4 ? 'prod' : draw < 0.6 ? 'stage' : 'dev';
    const name = `${tenant}-${env}-${index}`;
    const labels = labelsOf({
      'kubernetes.io/metadata.name': name,
      tenant,
      env,
      pci: random.chance(0.06) ? 'true' : undefined,
      zone: random.chance(0.3) ? random.pick(['a', 'b', 'c']) : undefined,
    });
    return { name, tenant, env, labels };
  });
}

/** Exactly `pods` of them, at least one a namespace. */
export function tenantApplications(
  namespaces: readonly LoadNamespace[],
  pods: number,
  random: Random,
): readonly Application[] {
  const mean = pods / namespaces.length;
  const counts = podCounts(namespaces.length, pods, random);
  return namespaces.flatMap((namespace, index) => {
    const size = counts[index] ?? 1;
    const wanted = Math.round(Math.sqrt(mean) * (0.6 + 0.8 * random.next()));
    const count = Math.max(1, Math.min(applicationNames.length, size, wanted));
    const start = random.below(applicationNames.length);
    let left = size;
    return Array.from({ length: count }, (_, step): Application => {
      const room = left - (count - step - 1);
      const draw = random.next();
      const replicas = step === count - 1 ? left : 1 + Math.floor(draw * draw * (room - 1));
      left -= replicas;
      const name = applicationNames[(start + 5 * step) % applicationNames.length] ?? 'web';
      return applicationOf(namespace, name, replicas, random);
    });
  });
}

/** From 0.3 to 1.7 of the mean, rounded so that the sum is right. */
function podCounts(namespaces: number, pods: number, random: Random): readonly number[] {
  const weights = Array.from({ length: namespaces }, () =>
    Math.max(0, (pods / namespaces) * (0.3 + 1.4 * random.next()) - 1),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const start = Math.round((before / all) * (pods - namespaces));
    before += weight;
    return 1 + Math.round((before / all) * (pods - namespaces)) - start;
  });
}

/** Fewer pods than this are not rolled out a part at a time. */
const largerApplication = 4;

function applicationOf(namespace: LoadNamespace, name: Name, replicas: number, random: Random): Application {
  const layer = layerOf(name);
  const version = random.chance(2 / 3) ? 'v1' : 'v2';
  const quarantine = random.chance(0.004) ? 'true' : undefined;
  const canary = replicas >= largerApplication && random.chance(0.2);
  return {
    namespace,
    name,
    labels: labelsOf({
      app: name,
      'app.kubernetes.io/instance': `${name}-${namespace.name}`,
      'app.kubernetes.io/name': name,
      quarantine,
      tier: layer,
      version,
    }),
    ports: portsOf(name, random),
    serviceAccount: layer === 'frontend' ? name : 'default',
    stateful: layer === 'data',
    replicas,
    canaries: canary ? Math.floor(replicas / 4) : 0,
  };
}

function portsOf(name: Name, random: Random): readonly ContainerPort[] {
  const http = random.chance(0.5) ? 8_080 : random.pick([8_000, 3_000, 9_000]);
  const own = dataPorts.get(name) ?? tcp('http', http);
  const grpc = random.chance(0.15) && !dataPorts.has(name) ? [tcp('grpc', 50_051)] : [];
  return [own, tcp('metrics', 9_102), ...grpc];
}
