import type { PolicyId } from '../../model/ids';
import { useApp } from './use-app';
import { useLookUp, type LookedUp } from './use-look-up';

/** What nobody waits for is asked behind the map, which people wait for. */
const useIsEvaluated = (): boolean => useApp((state) => state.load.status === 'ready');

export function useDecisions(): LookedUp<'decisions'> {
  return useLookUp('decisions', useIsEvaluated() ? {} : undefined);
}

export function usePolicyShare(id: PolicyId): LookedUp<'policyShare'> {
  return useLookUp('policyShare', useIsEvaluated() ? { id } : undefined);
}
