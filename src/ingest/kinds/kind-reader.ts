import type { Meta, Resource } from '../../model/resource';
import type { Reading } from './reading';

/** Reads the objects of one kind of one API. The table of them is `kinds/index.ts`. */
export interface KindReader {
  readonly kind: string;
  /** The versions it reads; the first is proposed to an author who wrote another. */
  readonly apiVersions: readonly string[];
  readonly scope: 'namespaced' | 'cluster';
  /** How sentences call it, where `kind` alone could be another API's. */
  readonly called: string;
  /** Nothing where the object cannot be what it claims to be; the reader has then said why. */
  read(object: Reading, meta: Meta): readonly Resource[];
}

export const calicoVersions = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'];
