import { parseCidr } from '../../net/cidr';
import type { IPPoolResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { mapAt, quoted, tell, writtenAt } from './reading';

/** Source: Calico v3 API, `IPPoolSpec.cidr`. The rest changes no verdict. */
export const ipPoolReader: KindReader = {
  kind: 'IPPool',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'IPPool',
  read(object, meta): readonly IPPoolResource[] {
    const spec = mapAt(object, 'spec');
    const written = spec === undefined ? undefined : writtenAt(spec, 'cidr');
    const cidr = parseCidr(written?.text ?? '');
    if (cidr !== undefined) return [{ kind: 'IPPool', meta, cidr }];
    tell(object, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `\`spec.cidr\` is ${written === undefined ? 'missing' : quoted(written.text)}, no CIDR.`,
      at: written?.at ?? object.node.at,
      hint: 'The pool is left out.',
    });
    return [];
  },
};
