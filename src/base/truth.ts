/**
 * Three-valued truth after Kleene: `maybe` is what the input does not settle. An operation answers `maybe` only
 * where both completions of the unknown part would give different answers.
 */
export type Truth = 'yes' | 'no' | 'maybe';

export const truthOf = (value: boolean): Truth => (value ? 'yes' : 'no');

export const not = (a: Truth): Truth => (a === 'maybe' ? 'maybe' : a === 'yes' ? 'no' : 'yes');

export const and = (a: Truth, b: Truth): Truth =>
  a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'maybe';

export const or = (a: Truth, b: Truth): Truth =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'no' && b === 'no' ? 'no' : 'maybe';
