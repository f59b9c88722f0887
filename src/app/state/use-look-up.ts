import { useEffect, useState } from 'react';
import type { Scope } from '../../model/verdict';
import type { Answer } from '../../worker/protocol';
import type { LookUp, LookUpParams } from './look-up';
import { useApp } from './use-app';

export interface LookedUp<Q extends LookUp> {
  /** To the last question that was answered, so that nothing blinks while the next one is on its way. */
  readonly answer: Answer<Q> | undefined;
  /** It is the answer to these very params. */
  readonly isCurrent: boolean;
  /** It is about the files as they are evaluated now, and not as they were before an edit. */
  readonly isFresh: boolean;
}

interface Held<Q extends LookUp> {
  readonly printed: string;
  /** What the answer is about; another one is asked for anew. */
  readonly about: { readonly loaded: number; readonly scope: Scope; readonly session: number };
  readonly answer: Answer<Q>;
}

/** Asks about what is loaded, and again after every evaluation. `params` undefined: nothing to ask. */
export function useLookUp<Q extends LookUp>(question: Q, params: LookUpParams<Q> | undefined): LookedUp<Q> {
  const lookUp = useApp((state) => state.lookUp);
  const loaded = useApp((state) => state.loaded?.revision);
  const scope = useApp((state) => state.scope);
  const session = useApp((state) => state.session);
  const [held, setHeld] = useState<Held<Q>>();
  const printed = params === undefined ? undefined : JSON.stringify(params);
  useEffect(() => {
    if (printed === undefined || loaded === undefined) return undefined;
    // What was just printed.
    const pending = lookUp(question, JSON.parse(printed) as LookUpParams<Q>);
    pending.answer.then(
      (answer) => setHeld({ printed, about: { loaded, scope, session }, answer }),
      () => {},
    );
    return () => pending.cancel();
  }, [lookUp, question, printed, loaded, scope, session]);
  // Nothing is told about files that are gone.
  if (held === undefined || held.about.session !== session)
    return { answer: undefined, isCurrent: false, isFresh: false };
  const isFresh = held.about.loaded === loaded && held.about.scope === scope;
  return { answer: held.answer, isCurrent: held.printed === printed, isFresh };
}
