import { nodeAt, type MapEntry, type MapNode, type Node } from './node';
import { coreValueOf } from './scalars';

/**
 * The objects of an OpenShift Template, the defaults of its parameters put in. A parameter without a default stays as
 * it is written, and shows as a variable that is not replaced.
 */
export function templateObjects(template: MapNode): readonly Node[] {
  const objects = nodeAt(template, 'objects');
  if (objects?.kind !== 'list') return [];
  const defaults = defaultsOf(template);
  return objects.items.map((object) => replaced(object, defaults));
}

function defaultsOf(template: MapNode): ReadonlyMap<string, string> {
  const parameters = nodeAt(template, 'parameters');
  const defaults = new Map<string, string>();
  for (const parameter of parameters?.kind === 'list' ? parameters.items : []) {
    const name = nodeAt(parameter, 'name');
    const value = nodeAt(parameter, 'value');
    if (name?.kind === 'scalar' && value?.kind === 'scalar') defaults.set(name.text, value.text);
  }
  return defaults;
}

function replaced(node: Node, defaults: ReadonlyMap<string, string>): Node {
  switch (node.kind) {
    case 'scalar': {
      const text = withDefaults(node.text, defaults);
      if (text === node.text) return node;
      // ${{NAME}} is replaced together with its quotes, so that it may become a number.
      const typed = node.text.startsWith('${{');
      return { ...node, text, value: typed ? coreValueOf(text) : text, quoted: !typed };
    }
    case 'list':
      return { ...node, items: node.items.map((item) => replaced(item, defaults)) };
    default: {
      const entries = new Map<string, MapEntry>();
      for (const [key, { key: at, value }] of node.entries) {
        entries.set(withDefaults(key, defaults), { key: at, value: replaced(value, defaults) });
      }
      return { ...node, entries };
    }
  }
}

const withDefaults = (text: string, defaults: ReadonlyMap<string, string>): string =>
  text.includes('${')
    ? text.replaceAll(/\$\{\{?(\w+)\}?\}/g, (whole, name: string) => defaults.get(name) ?? whole)
    : text;
