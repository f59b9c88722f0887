import { expect, test } from 'vitest';
import { unpackMap } from '../analysis/pack-map';
import { finishWaiting } from '../base/task';
import { decodeText, inflate } from '../worker/host';
import { createWorkspace } from '../workspace/create-workspace';
import { sampleFiles } from '../workspace/sample';
import { warmUp } from '../workspace/warm-up';

const host = { decode: decodeText, inflate };

test('the made-up cluster is read without a word', async () => {
  const { load } = createWorkspace(host);
  const { summary, diagnostics } = await finishWaiting(load({ revision: 0, files: sampleFiles(), regime: undefined }));
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(summary.counts).toMatchObject({ pods: 640, services: 160, namespaces: 40, policies: 201, tiers: 2 });
});

test('its map has edges of every verdict', async () => {
  const { nodes, edges } = unpackMap(await finishWaiting(warmUp(host)));
  expect(nodes.length).toBeGreaterThan(40);
  expect(new Set(edges.map(({ verdict }) => verdict))).toEqual(new Set(['allow', 'partial', 'deny']));
});
