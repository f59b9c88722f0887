import type { PolicyId } from '../../model/ids';
import { useApp } from './use-app';
import { useLookUp, type LookedUp } from './use-look-up';

/** Counted behind the map, which people wait for. */
const useIsDrawn = (): boolean => useApp((state) => state.load.status === 'ready');

export function useDecisions(): LookedUp<'decisions'> {
  return useLookUp('decisions', useIsDrawn() ? {} : undefined);
}

export function usePolicyShare(id: PolicyId): LookedUp<'policyShare'> {
  return useLookUp('policyShare', useIsDrawn() ? { id } : undefined);
}
