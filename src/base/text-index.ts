/**
 * Where words occur in many short texts. All texts stand in one lower-cased string, each between two line ends, so that
 * a search is a few hops of `indexOf` and not a call for each text. Texts have no line ends of their own.
 */

export interface TextIndex {
  readonly count: number;
  /** The lower-cased text of this number. */
  textAt(index: number): string;
  /**
   * Numbers of the texts from `from` on that contain `wanted`, ascending, each once. Wanted with a line end in front
   * begins a text, with one behind ends it. Stops after `most`.
   */
  find(wanted: string, options?: FindOptions): number[];
}

export interface FindOptions {
  readonly from?: number;
  readonly most?: number;
}

export const BREAK = '\n';
const breakCode = 10;

export function createTextIndex(texts: readonly string[]): TextIndex {
  // Lowered as one, which is far faster than one by one; a text may get longer by it, but no line end comes or goes.
  const all = (BREAK + texts.join(BREAK) + BREAK).toLowerCase();
  /** Of each text the place of the break before it, and at last that of the break behind all. */
  const breaks = new Uint32Array(texts.length + 1);
  for (let index = 1; index < texts.length; index += 1) {
    const before = breaks[index - 1] as number;
    // Where no letter got longer; it cannot be an earlier one, as lower case never makes a text shorter.
    const expected = before + (texts[index - 1] as string).length + 1;
    breaks[index] = all.charCodeAt(expected) === breakCode ? expected : all.indexOf(BREAK, before + 1);
  }
  const end = all.length - 1;
  breaks[texts.length] = end;
  const breakOf = (index: number) => breaks[Math.min(Math.max(index, 0), texts.length)] ?? end;

  return {
    count: texts.length,
    textAt: (index) => all.slice(breakOf(index) + 1, breakOf(index + 1)),
    find(wanted, { from = 0, most = Infinity } = {}) {
      const needle = wanted.toLowerCase();
      /** A text begins behind its break; what is wanted may begin with the break itself. */
      const lead = needle.startsWith(BREAK) ? 0 : 1;
      const found: number[] = [];
      for (let next = from; found.length < most && next < texts.length;) {
        const at = all.indexOf(needle, breakOf(next) + lead);
        const index = at < 0 ? texts.length : lastAtMost(breaks, at - lead);
        if (index < texts.length) found.push(index);
        next = index + 1;
      }
      return found;
    },
  };
}

/** The last place of a sorted list that holds at most `value`. */
function lastAtMost(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
