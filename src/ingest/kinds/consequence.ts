/**
 * What comes of a fault. The API refuses it, and what the data plane makes of it when it got in past the API is one of
 * three things; each has its own words, so that nobody takes one for another. Source: calico-semantics 8, 8.6.
 */
import type { Regime } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import { tell, type Reading } from './reading';

export interface Fault {
  /** The field, the author's words and what is wrong with them; no full stop. */
  readonly says: string;
  readonly at: SourceRange;
  /** What to write instead, as a sentence. */
  readonly fix?: string | undefined;
  /** The API takes it all the same. */
  readonly accepted?: boolean;
  /** The generations of Calico in which it is a fault; absent: all. */
  readonly only?: readonly Regime[] | undefined;
}

/** What a fault may cost as a whole, and how to note that. */
export interface Owner {
  readonly what: 'policy' | 'profile';
  /** Takes why the data plane treats all of it as absent. */
  reject(reason: string): void;
}

/** Evaluated all the same: `evaluated` says as what. */
export const tellRefused = (reading: Reading, fault: Fault & { readonly evaluated: string }): void =>
  tell(reading, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: `${fault.says}.`,
    at: fault.at,
    ...hintOf(
      fault.fix,
      `${apiOf(reading)} refuses this; if it got in past the API, it is evaluated ${fault.evaluated}.`,
    ),
    only: fault.only,
  });

/** It and all that holds it are as good as not there. */
export function tellNotEnforced(reading: Reading, what: Owner['what'], fault: Fault): void {
  const then =
    what === 'policy'
      ? 'so the policy is not enforced: the data plane treats it as absent'
      : 'so the profile is not enforced: the data plane treats it as missing, which denies everything';
  tell(reading, {
    code: 'resource/not-enforced',
    severity: 'error',
    says: `${fault.says}, ${then}.`,
    at: fault.at,
    ...hintOf(fault.fix, fault.accepted === true ? undefined : `${apiOf(reading)} refuses the ${what}.`),
    only: fault.only,
  });
}

/** The same, and noted. A fault of some generations only is not noted: `engine` knows the cluster's. */
export function tellLost(reading: Reading, owner: Owner, fault: Fault): void {
  tellNotEnforced(reading, owner.what, fault);
  owner.reject(fault.says);
}

/** A restriction falls away: `now` says what is matched instead. */
export const tellWidened = (reading: Reading, fault: Fault & { readonly now: string }): void =>
  tell(reading, {
    code: 'resource/widened',
    severity: 'warning',
    says: `${fault.says}, so it matches more than written: ${fault.now}.`,
    at: fault.at,
    ...hintOf(fault.fix, `${apiOf(reading)} refuses this; the data plane drops the restriction.`),
    only: fault.only,
  });

export const apiOf = ({ api }: Reading): string => (api === 'Calico' ? "Calico's API" : 'The Kubernetes API');

/** Sentences one after the other; nothing where there is none. */
export function hintOf(...sentences: readonly (string | undefined)[]): { readonly hint?: string } {
  const written = sentences.filter((sentence) => sentence !== undefined);
  return written.length === 0 ? {} : { hint: written.join(' ') };
}
