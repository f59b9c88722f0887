import type { Regime } from '../model/cluster';

export const usage = `Usage:
  tierscope eval --flows FLOWS.json [--scope enforced|pending|promoted] [--calico-version X.Y] PATH...
  tierscope connectivity [--by pod|workload|service|namespace] [--format json|text|csv|markdown|dot]
                         [--with-denied] [--scope enforced|pending|promoted] [--calico-version X.Y] PATH...
  tierscope decisions [--format json|text] [--scope enforced|pending|promoted] [--calico-version X.Y] PATH...
  tierscope conformance FOLDER

decisions tells how many pairs of endpoints each tier, policy and rule decides, and why a rule decides none.
FLOWS.json is a list of {"from", "to", "protocol", "port"}; ICMP and ICMPv6 without "icmp" ask for an echo request.
PATH is a file, an archive (.zip .tar .tar.gz), a folder (read recursively: .yaml .yml .json .txt .csv .tsv, also with
.gz, and archives) or - for standard input.
Answers go to stdout, diagnostics to stderr. Exit 0: answered; 1: disagreements found;
2: could not run.
`;

/** The caller's words are off. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(', ')}; not ${value}.`);
  return found;
}

/** The regime of a Calico version such as `3.30` or `v3.32.1`. */
export function regimeOf(version: string): Regime {
  const match = /^v?3\.([0-9]+)(\.[0-9]+)?$/.exec(version);
  if (match === null) throw new UsageError(`--calico-version takes a version such as 3.31; not ${version}.`);
  const minor = Number(match[1]);
  return minor >= 32 ? '3.32' : minor >= 29 ? '3.31' : '3.28';
}
