import type { TextRange } from './editor';

/** The smallest single change that makes `before` into `after`. Never starts or ends inside a surrogate pair. */
export function differenceOf(before: string, after: string): TextRange & { readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (splitsPair(before, head) || splitsPair(after, head)) head -= 1;
  let tail = 0;
  while (tail < shorter - head && fromEnd(before, tail) === fromEnd(after, tail)) tail += 1;
  if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail -= 1;
  return { start: head, end: before.length - tail, text: after.slice(head, after.length - tail) };
}

const fromEnd = (text: string, back: number): number => text.charCodeAt(text.length - 1 - back);

const splitsPair = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;
