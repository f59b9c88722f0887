import { lineStartsOf, positionAt } from '../base/lines';
import { memoLast } from '../base/memo-last';
import type { SourceFile } from './source-file';

const startsOf = memoLast(lineStartsOf);

/** The line, from 1, on which an offset of the file stands. For the few messages that name a second place. */
export const lineOf = (file: SourceFile, offset: number): number =>
  file.within === undefined ? positionAt(startsOf(file.text), offset).line : file.within.lineOf(offset);
