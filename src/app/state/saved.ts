/**
 * What outlives the page: a few choices, never a file. On `file://` every page of the machine shares one storage, so
 * what is found there is read like any other outside data: what does not fit is dropped.
 */
import type { LeftTab, PanelSizes, ThemeChoice } from './state';

export interface Saved {
  readonly theme: ThemeChoice;
  readonly leftTab: LeftTab;
  readonly sizes: PanelSizes;
}

export const nothingSaved: Saved = {
  theme: 'system',
  leftTab: 'policies',
  sizes: { left: 264, right: 392, drawer: 40 },
};

const version = 1;

export function readSaved(text: string | null): Saved {
  const value = parse(text);
  if (!isRecord(value) || value.version !== version) return nothingSaved;
  return {
    theme: oneOf(value.theme, ['system', 'light', 'dark'], nothingSaved.theme),
    leftTab: oneOf(value.leftTab, ['files', 'policies', 'endpoints'], nothingSaved.leftTab),
    sizes: readSizes(value.sizes),
  };
}

export const printSaved = ({ theme, leftTab, sizes }: Saved): string =>
  JSON.stringify({ version, theme, leftTab, sizes });

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((one) => one === value) ?? otherwise;

function readSizes(value: unknown): PanelSizes {
  const sizes = isRecord(value) ? value : {};
  return {
    left: within(sizes.left, 200, 480, nothingSaved.sizes.left),
    right: within(sizes.right, 300, 640, nothingSaved.sizes.right),
    drawer: within(sizes.drawer, 15, 80, nothingSaved.sizes.drawer),
  };
}

const within = (value: unknown, low: number, high: number, otherwise: number): number =>
  typeof value === 'number' && value >= low && value <= high ? value : otherwise;
