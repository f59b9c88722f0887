/** A generated cluster as the files that people export, in pieces: the largest hold more than one string may. */
import { namespacesOf, nodesOf, serviceAccountsOf, servicesOf } from './objects';
import { withManagedFields } from './managed-fields';
import type { Plan } from './parts';
import { inKeyOrder, type PlainMap } from './plain';
import { podObject } from './pod-object';
import { podsOf } from './pods';
import { networkSetsOf, policiesOf, tiers } from './policies';
import { yamlItem } from './yaml';

export const formats = ['yaml', 'json', 'pretty', 'managed'] as const;
/** `pretty` is JSON as `kubectl` indents it; `managed` the same with the managed fields of pods. */
export type Format = (typeof formats)[number];

export interface LoadFile {
  readonly name: string;
  chunks(): Generator<string>;
}

export function filesOf(plan: Plan, format: Format): readonly LoadFile[] {
  const ending = format === 'yaml' ? 'yaml' : 'json';
  return [
    ...otherObjects.map(([name, objects]) => ({
      name: `${name}.${ending}`,
      chunks: () => listText(objects(plan).map(inKeyOrder), format),
    })),
    { name: `pods.${ending}`, chunks: () => listText(podObjects(plan, format), format) },
  ];
}

/** Everything but the pods, a file each. */
export const otherObjects: readonly (readonly [name: string, objects: (plan: Plan) => readonly PlainMap[]])[] = [
  ['namespaces', namespacesOf],
  ['service-accounts', serviceAccountsOf],
  ['nodes', nodesOf],
  ['services', servicesOf],
  ['network-sets', networkSetsOf],
  ['tiers', () => tiers],
  ['policies', policiesOf],
];

function* podObjects(plan: Plan, format: Format): Generator<PlainMap> {
  for (const pod of podsOf(plan)) {
    const object = podObject(pod);
    yield format === 'managed' ? withManagedFields(object, pod.index) : object;
  }
}

/** One `List`, as `kubectl get` gives it. */
export function* listText(objects: Iterable<PlainMap>, format: Format): Generator<string> {
  const { head, item, between, tail } = styles[format];
  let separator = '';
  yield head;
  for (const object of objects) {
    yield separator + item(object);
    separator = between;
  }
  yield tail;
}

interface Style {
  readonly head: string;
  readonly item: (object: PlainMap) => string;
  readonly between: string;
  readonly tail: string;
}

const margin = ' '.repeat(8);

const pretty: Style = {
  head: `{\n    "apiVersion": "v1",\n    "items": [\n${margin}`,
  item: (object) => JSON.stringify(object, null, 4).replaceAll('\n', `\n${margin}`),
  between: `,\n${margin}`,
  tail: `\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n`,
};

const styles: Readonly<Record<Format, Style>> = {
  yaml: {
    head: 'apiVersion: v1\nitems:\n',
    item: yamlItem,
    between: '',
    tail: 'kind: List\nmetadata:\n  resourceVersion: ""\n',
  },
  json: {
    head: '{"apiVersion":"v1","items":[',
    item: (object) => JSON.stringify(object),
    between: ',',
    tail: '],"kind":"List","metadata":{"resourceVersion":""}}\n',
  },
  pretty,
  managed: pretty,
};
