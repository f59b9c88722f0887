/** Generations of Calico that refuse what others take. */
import type { Regime } from '../../model/cluster';

export const before329: readonly Regime[] = ['3.28'];
export const since329: readonly Regime[] = ['3.31', '3.32'];
export const before332: readonly Regime[] = ['3.28', '3.31'];
export const since332: readonly Regime[] = ['3.32'];
