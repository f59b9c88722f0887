import type { Sentence } from '../../report/sentence';

/** A sentence with the names in it stressed. */
export function Words({ sentence }: { sentence: Sentence }) {
  return sentence.map((part, index) =>
    typeof part === 'string' ? part : <strong key={`${index} ${part.strong}`}>{part.strong}</strong>,
  );
}
