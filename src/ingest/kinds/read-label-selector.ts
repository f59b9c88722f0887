import type { Labels, LabelSelector } from '../../model/resource';
import { tellRefused, tellWidened } from './consequence';
import { quoted, checkFields, labelsAt, mapAt, mapsAt, textsAt, writtenAt, type Reading } from './reading';

type Expression = LabelSelector['matchExpressions'][number];

/** `{}`: everything. */
export const emptySelector: LabelSelector = { matchLabels: new Map(), matchExpressions: [] };

/** The selector under a key; `undefined` when it is absent or `null`. Source: kubernetes-policy-semantics 1.2, 1.3. */
export function labelSelectorAt(reading: Reading, key: string): LabelSelector | undefined {
  const selector = mapAt(reading, key);
  if (selector === undefined) return undefined;
  checkFields(selector, ['matchLabels', 'matchExpressions'], bareLabelAdvice(selector));
  return {
    matchLabels: labelsAt(selector, 'matchLabels'),
    matchExpressions: mapsAt(selector, 'matchExpressions').flatMap((expression) => readExpression(expression)),
  };
}

/** A label written straight under the selector, which is the usual slip. */
const bareLabelAdvice = ({ node }: Reading): Labels =>
  new Map(
    [...node.entries].flatMap(([name, { value }]) =>
      value.kind === 'scalar' ? [[name, 'Labels stand under `matchLabels`.'] as const] : [],
    ),
  );

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

function readExpression(expression: Reading): readonly Expression[] {
  checkFields(expression, ['key', 'operator', 'values'], new Map());
  const key = writtenAt(expression, 'key');
  const operator = writtenAt(expression, 'operator');
  const values = textsAt(expression, 'values');
  const known = operators.find((name) => name === operator?.text);
  if (key === undefined || known === undefined) {
    tellWidened(expression, {
      says:
        key === undefined
          ? `\`${expression.path}key\` is missing`
          : `\`${expression.path}operator\` is ${operator === undefined ? 'missing' : quoted(operator.text)}, none of ${operators.join(', ')}`,
      at: operator?.at ?? expression.node.at,
      now: 'the term restricts nothing',
    });
    return [];
  }
  const needsValues = known === 'In' || known === 'NotIn';
  if (needsValues !== values.length > 0) {
    const [first] = values;
    tellRefused(expression, {
      says: `operator \`${known}\` ${first === undefined ? 'needs values and has none' : `takes no values and has ${quoted(first.text)}`}`,
      at: first?.at ?? operator?.at ?? expression.node.at,
      evaluated: needsValues ? 'as written, with an empty set' : 'as if the values were absent',
    });
  }
  return [{ key: key.text, operator: known, values: values.map(({ text }) => text) }];
}
