import type { Grouping } from '../../../analysis/answers';

/** `service`, `namespace`, or the name of the label: `team` of `example.com/team`. */
export const groupingWord = (grouping: Grouping): string =>
  grouping.startsWith('label:') ? grouping.slice(Math.max('label'.length, grouping.lastIndexOf('/')) + 1) : grouping;
