import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tokens } from './tokens';

const sheet = readFileSync('src/app/theme.css', 'utf8');

/** Custom properties of the first rule with this selector. */
function propertiesOf(selector: string): Record<string, string> {
  const from = sheet.indexOf(`${selector} {`);
  const rule = sheet.slice(from, sheet.indexOf('}', from));
  return Object.fromEntries([...rule.matchAll(/--([\w-]+):\s*(#\w+);/g)].map(([, name, value]) => [name, value]));
}

test.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
] as const)('the editor wears the colours of the page, %s', (theme, selector) => {
  expect(propertiesOf(selector)).toMatchObject(tokens[theme]);
});
