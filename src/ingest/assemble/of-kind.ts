import type { Resource } from '../../model/resource';

/** The resource type that a kind may be; some types stand for several kinds. */
type ResourceOf<K extends Resource['kind'], R = Resource> = R extends Resource
  ? K extends R['kind']
    ? R
    : never
  : never;

/** The resources of one kind, in the order given. */
export const ofKind = <K extends Resource['kind']>(resources: readonly Resource[], kind: K): readonly ResourceOf<K>[] =>
  resources.filter((resource): resource is Resource & ResourceOf<K> => resource.kind === kind);
