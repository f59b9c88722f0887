import type { Policy } from '../../model/cluster';
import type { PolicyRef } from '../../model/verdict';

export const refOf = ({ id, resource, namespace, name }: Policy): PolicyRef => ({
  id,
  kind: resource.kind,
  namespace,
  name,
});
