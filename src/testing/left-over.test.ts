import { expect, test } from 'vitest';
import { finish } from '../base/task';
import type { Scope } from '../model/verdict';
import { decodeText, inflate } from '../worker/host';
import { createWorkspace, type Workspace } from '../workspace/create-workspace';
import type { InputFile } from '../workspace/library';

const pod = (name: string, app: string, ip: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${app} } }
spec: { containers: [{ name: main, image: none, ports: [{ name: http, containerPort: 80 }] }] }
status: { podIP: ${ip} }
---`;

const pods = pod('front', 'front', '10.0.0.1') + pod('cart', 'cart', '10.0.0.2') + pod('db', 'db', '10.0.0.3');
const namespace = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';

const policy = (name: string, selector: string, from: string, staged = '') => `
apiVersion: projectcalico.org/v3
kind: ${staged}NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  selector: ${selector}
  ingress: [{ action: Allow, source: ${from} }]
---`;

const toCart = policy('to-cart', "app == 'cart'", `{ selector: "app == 'front'" }`);
const toDb = policy('to-db', "app == 'db'", `{ selector: "app == 'cart'" }`);

/** One load after the other; each but the last two differs from the one before in policies alone. */
const loads: readonly (readonly string[])[] = [
  [pods + namespace, toCart + toDb],
  [pods + namespace, policy('to-cart', "app == 'cart'", `{ selector: "app == 'db'" }`) + toDb],
  [pods + namespace, toDb],
  [pods + namespace, toCart + toDb],
  [pods + namespace, toCart + toDb + policy('to-front', "app == 'front'", '{ nets: [192.0.2.0/24] }')],
  [pods + namespace, toCart + policy('to-db', "app == 'db'", `{ selector: "app == 'front'" }`, 'Staged')],
  [pods + pod('late', 'cart', '10.0.0.4') + namespace, toCart + toDb],
  [pods, toCart + toDb],
];

const scopes: readonly Scope[] = ['enforced', 'promoted'];

function answers(workspace: Workspace, revision: number) {
  return scopes.map((scope) => ({
    map: finish(workspace.map({ revision, scope, grouping: undefined, focus: undefined })),
    endpoints: finish(workspace.endpoints({ revision, scope, text: '', from: 0, count: 100 })),
    connectivity: printed(workspace, scope),
  }));
}

const printed = (workspace: Workspace, scope: Scope) => {
  const { connections } = workspace.connectivity('pod', scope, true);
  return [...connections].map((connection) =>
    JSON.stringify(connection, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
};

test('a workspace answers after an edit as one that never saw what was before', () => {
  const kept = createWorkspace({ decode: decodeText, inflate });
  for (const [revision, texts] of loads.entries()) {
    const files = texts.map((content, i): InputFile => ({ id: `file-${i}`, name: `${i}.yaml`, content }));
    const fresh = createWorkspace({ decode: decodeText, inflate });
    const told = [kept, fresh].map((workspace) => finish(workspace.load({ revision, files, regime: undefined })));
    expect(told[0]).toEqual(told[1]);
    // What nobody asked of the second load is brought up to date from the first.
    if (revision !== 1) expect(answers(kept, revision)).toEqual(answers(fresh, revision));
  }
});
