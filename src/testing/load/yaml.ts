/** YAML as `kubectl get -o yaml` prints it: block style, two spaces, the items of a list below their key. */
import type { Plain, PlainMap } from './plain';

/** One item of a list at the margin. */
export const yamlItem = (object: PlainMap): string => `- ${mapText(object, '  ').slice(2)}`;

function mapText(map: PlainMap, margin: string): string {
  let text = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value !== undefined) text += `${margin}${scalar(key)}:${valueText(value, margin)}`;
  }
  return text;
}

function valueText(value: Plain, margin: string): string {
  if (typeof value !== 'object') return ` ${scalar(value)}\n`;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${listText(value, margin)}`;
  const text = mapText(value as PlainMap, `${margin}  `);
  return text === '' ? ' {}\n' : `\n${text}`;
}

function listText(list: readonly Plain[], margin: string): string {
  let text = '';
  for (const item of list) {
    if (typeof item !== 'object') text += `${margin}- ${scalar(item)}\n`;
    else text += `${margin}- ${itemText(item, `${margin}  `)}`;
  }
  return text;
}

function itemText(item: readonly Plain[] | PlainMap, margin: string): string {
  const text = Array.isArray(item) ? listText(item, margin) : mapText(item as PlainMap, margin);
  return text === '' ? (Array.isArray(item) ? '[]\n' : '{}\n') : text.slice(margin.length);
}

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  if (/^[a-z/][\w./@=-]*$/i.test(value) && !words.test(value)) return value;
  if (value === '' || words.test(value) || numberOrDate.test(value)) return JSON.stringify(value);
  return needsQuotes.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}

/** What YAML 1.1 takes for something else than text, which is why `kubectl` puts it in quotes. */
const words = /^(?:true|false|yes|no|on|off|y|n|null|~)$/i;
const numberOrDate =
  /^(?:[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)?|[0-9]+(?::[0-5]?[0-9])+|0x[0-9a-f]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$/i;
const needsQuotes = /^[-?:](?: |$)|^[!&*|>@%`"'#{}[\],]|: |:$| #/;
