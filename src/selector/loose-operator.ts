import type { Piece } from './pieces';
import type { Slip } from './slips';

export interface LooseOperator {
  readonly operator: string;
  /** In pieces. */
  readonly length: number;
  readonly slip: Slip | undefined;
}

const symbols: ReadonlyMap<string, string> = new Map([
  ['==', '=='],
  ['=', '=='],
  ['===', '=='],
  [':', '=='],
  ['!=', '!='],
  ['<>', '!='],
]);

const words: ReadonlyMap<string, string> = new Map([
  ['contains', 'contains'],
  ['startswith', 'starts with'],
  ['endswith', 'ends with'],
  ['in', 'in'],
  ['notin', 'not in'],
]);

/** The operator that two neighbours, or the first of them alone, were probably meant to be. */
export function operatorOf(first: Piece | undefined, second: Piece | undefined): LooseOperator | undefined {
  if (first?.text === '!' && second?.text.startsWith('=')) return { operator: '!=', length: 2, slip: 'equals' };
  const symbol = first?.kind === 'mark' ? symbols.get(first.text) : undefined;
  if (symbol !== undefined) return { operator: symbol, length: 1, slip: symbol === first?.text ? undefined : 'equals' };
  if (first?.kind !== 'word') return undefined;
  const pair = second?.kind === 'word' ? first.value + second.value : '';
  return wordOperator(first.value, 1) ?? wordOperator(pair, 2);
}

function wordOperator(text: string, length: number): LooseOperator | undefined {
  const plain = text.replaceAll(/[-_]/g, '').toLowerCase();
  const operator = words.get(plain);
  return operator === undefined ? undefined : { operator, length, slip: plain === text ? undefined : 'word' };
}
