import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageText, scriptText } from './page-text.ts';

const html = `<!doctype html>
<html><head>
    <meta charset="utf-8" />
    <script>boot()</script>
    <script type="module" crossorigin src="./assets/index-abc.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/index-abc.css">
</head><body><div id="root"></div></body></html>`;

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (script: string) =>
  pageText({ html, script, style: 'p{color:red}', editor: { code: 'edit()', block: 'QUJD' }, licenses: '# Licenses' });

test('the policy comes right behind the charset and names every script', () => {
  const text = page('run()');
  const policy = /<meta charset="utf-8" \/>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text);
  expect(policy?.[1]).toContain(`script-src ${sha('boot()')} ${sha('run()')} ${sha('edit()')};`);
  expect(policy?.[1]).toContain(`connect-src 'none'`);
  expect(policy?.[1]).not.toContain('unsafe-eval');
});

test('nothing is linked any more', () => {
  expect(page('run()')).not.toMatch(/src="|href="/);
});

test('patterns of replacement and closing tags in the code stay as they are', () => {
  const code = "const a = '$& $` </body> </head>';";
  const text = page(code);
  expect(text).toContain(`<script type="module">${code}</script>`);
  expect(text.endsWith('</body></html>')).toBe(true);
  expect(text.match(/<div id="root">/g)).toHaveLength(1);
});

test('code cannot end its element, and means the same', () => {
  const code = "['</script>', '<!-- <script>', /<\\/SCRIPT/.source]";
  const safe = scriptText(code);
  expect(safe).not.toMatch(/<(\/script|script|!--)/i);
  // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- what the code means is the point
  expect(new Function(`return ${safe}`)()).toEqual(['</script>', '<!-- <script>', '<\\/SCRIPT']);
});

test('characters that a browser would replace are refused', () => {
  expect(() => scriptText('`a\r\nb`')).toThrow('hashes');
});
