/** What is asked of a generated cluster. The numbers of the first six are those people compare by. */
export interface LoadSize {
  readonly pods: number;
  /** Of every kind together, without what `extra` adds. */
  readonly policies: number;
  /** With the five of the system. */
  readonly namespaces: number;
  /** CIDRs of the threat feed. */
  readonly feed: number;
  readonly extra?: Extra;
}

/** Shapes that a fast engine may stumble over. */
export type Extra =
  /** Labels of pods are this many coin tosses, and so are selectors. */
  | { readonly kind: 'random-labels'; readonly labels: number }
  /** One selector asks about the names of single pods. */
  | { readonly kind: 'pod-names' }
  /** So many rules about /26 subnets inside the range of pods. */
  | { readonly kind: 'subnets'; readonly rules: number }
  /** Policies of so many rules each, one for a pair of namespaces. */
  | { readonly kind: 'namespace-pairs'; readonly policies: number; readonly rules: number };

const m: LoadSize = { pods: 10_000, policies: 1_000, namespaces: 400, feed: 500 };
const l: LoadSize = { pods: 50_000, policies: 5_000, namespaces: 2_500, feed: 1_000 };
const randomLabels = (pods: number, policies: number, labels: number): LoadSize => ({
  pods,
  policies,
  namespaces: 10,
  feed: 0,
  extra: { kind: 'random-labels', labels },
});

/** `CLI` is what other tools were measured with: 2,000 pods and 500 policies. */
export const ordinarySizes = {
  S: { pods: 1_000, policies: 100, namespaces: 40, feed: 200 },
  M: m,
  L: l,
  XL: { pods: 150_000, policies: 10_000, namespaces: 10_000, feed: 2_000 },
  XLd: { pods: 150_000, policies: 10_000, namespaces: 1_500, feed: 2_000 },
  PH: { pods: 3_500, policies: 14_000, namespaces: 1_400, feed: 200 },
  CLI: { pods: 2_000, policies: 500, namespaces: 80, feed: 200 },
} as const satisfies Record<string, LoadSize>;

export const adversarialSizes = {
  'random-8': randomLabels(10_000, 500, 8),
  'random-12': randomLabels(10_000, 500, 12),
  'random-12-large': randomLabels(50_000, 2_000, 12),
  'M-feed': { ...m, feed: 50_000 },
  'L-names': { ...l, extra: { kind: 'pod-names' } },
  'L-subnets': { ...l, extra: { kind: 'subnets', rules: 2_000 } },
  'M-pairs': { ...m, extra: { kind: 'namespace-pairs', policies: 100, rules: 60 } },
} as const satisfies Record<string, LoadSize>;

export type SizeName = keyof typeof ordinarySizes | keyof typeof adversarialSizes;

export const sizes: Readonly<Record<SizeName, LoadSize>> = { ...ordinarySizes, ...adversarialSizes };

export const isSizeName = (name: string): name is SizeName => Object.hasOwn(sizes, name);
