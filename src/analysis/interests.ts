import type { EdgeInterest } from './answers';

/** Classes of edges, most telling first. */
export const INTERESTS: readonly EdgeInterest[] = [
  'half-open',
  'named-allow',
  'named-deny',
  'undetermined',
  'open-allow',
  'closed',
  'unpoliced',
  'like-the-rest',
];

/** How many classes are more telling. */
export const interestRank = (interest: EdgeInterest): number => INTERESTS.indexOf(interest);
