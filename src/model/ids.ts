declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** `shop/frontend-0`: namespace and name of a workload endpoint. Unique in a cluster. */
export type EndpointId = Brand<string, 'EndpointId'>;
/** `gnp:lock-db`, `np:shop/cart-from-frontend`: the kind in short, then the name. Unique in a cluster. */
export type PolicyId = Brand<string, 'PolicyId'>;
/** `shop/cart`: namespace and name of a Service. */
export type ServiceId = Brand<string, 'ServiceId'>;
/** Names one loaded file; stays the same when the file is renamed. */
export type FileId = Brand<string, 'FileId'>;

export const endpointId = (namespace: string, name: string) => `${namespace}/${name}` as EndpointId;
export const serviceId = (namespace: string, name: string) => `${namespace}/${name}` as ServiceId;
export const fileId = (text: string) => text as FileId;
export const policyId = (text: string) => text as PolicyId;
