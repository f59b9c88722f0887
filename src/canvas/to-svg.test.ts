import { expect, test } from 'vitest';
import { graphViewOf } from '../graph/graph-view';
import { initialChoices } from '../graph/initial-choices';
import { incidentMap, serviceNode } from '../testing/sample-map';
import { LIGHT } from '../testing/sample-theme';
import { escaped } from './svg-text';
import { toSvg } from './to-svg';

const map = incidentMap();
const view = graphViewOf(map, { ...initialChoices(map), selection: ['svc:shop/checkout', 'svc:payments/api'] });
const options = { title: 'incident <1120>', subtitle: '21 November 2026 & later' };
const svg = toSvg(view, LIGHT, options);

/** Names of elements as they open and close; enough to see that every one is closed in order. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', selfClosed] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (slash === '/' && open.pop() !== name) return false;
    if (slash !== '/' && selfClosed !== '/') open.push(name);
  }
  return open.length === 0;
}

test('well-formed, with nothing to load and nothing to run', () => {
  expect(isWellFormed(svg)).toBe(true);
  expect(svg).not.toMatch(/<script|href|url\(|<style|<image/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('title, subtitle and legend are real text, escaped', () => {
  for (const text of [
    'incident &lt;1120&gt;',
    '21 November 2026 &amp; later',
    'Denied by a rule',
    'Denied at end of tier',
  ]) {
    expect(svg).toContain(`>${text}</text>`);
  }
});

test('every node and every edge tells its name', () => {
  const titles = [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title);
  expect(titles).toContain('shop/checkout: Service shop/checkout');
  expect(titles).toContain('svc:shop/checkout → svc:payments/api: ✕ security/100 · TCP 8443');
  expect(titles).toHaveLength(1 + view.nodes.length + view.edges.length);
});

test('verdicts differ by dash pattern as well as by colour', () => {
  expect(svg).toContain('stroke="#b54708" stroke-width="2.6" stroke-dasharray="8 5"');
  expect(svg).toContain('stroke="#667085" stroke-width="2.2" stroke-dasharray="0.1 5" stroke-linecap="round"');
  expect(svg).toContain('stroke="#005fa3" stroke-width="1.8"/>');
});

test('names that XML would read as its own, and letters that it does not allow', () => {
  expect(escaped(`a<b>&"c"\u0000\u0007`)).toBe('a&lt;b&gt;&amp;&quot;c&quot;');
  const odd = { nodes: [serviceNode('x/a&b', 1), serviceNode('x/<i>', 1)], edges: [] };
  expect(isWellFormed(toSvg(graphViewOf(odd, initialChoices(odd)), LIGHT, options))).toBe(true);
});
