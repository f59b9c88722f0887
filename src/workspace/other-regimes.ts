/** The verdict that the same files would have under other generations of Calico. */
import { getOrMake } from '../base/collections';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { CompiledCluster } from '../engine/compile/compiled';
import { createAssembler, type Assemble } from '../ingest/assemble';
import type { Cluster, Regime } from '../model/cluster';
import type { Explanation } from '../model/explanation';
import type { Flow } from '../model/flow';
import type { FlowOutcome, Scope, Verdict } from '../model/verdict';
import type { ReadFile } from './read-input';

export type OtherRegimes = (
  files: readonly ReadFile[],
  compiled: CompiledCluster,
  flow: Flow,
) => Explanation['otherRegimes'];

const regimes: readonly Regime[] = ['3.28', '3.31', '3.32'];

/** Beyond this many endpoints a second and third cluster would cost more than the note is worth. */
const mostEndpoints = 20_000;

/** Only verdicts that differ. After an edit the clusters of the load before are brought up to date. */
export function createOtherRegimes(): OtherRegimes {
  const assemblers = new Map<Regime, Assemble>();
  const last = new Map<string, { readonly files: readonly ReadFile[]; readonly compiled: CompiledCluster }>();
  const compiledIn = (regime: Regime, scope: Scope, files: readonly ReadFile[]): CompiledCluster => {
    const known = last.get(`${regime} ${scope}`);
    if (known?.files === files) return known.compiled;
    const assemble = getOrMake(assemblers, regime, createAssembler);
    const cluster = assemble(files, { regime }, () => {});
    const compiled = compileCluster(cluster, scope, known?.compiled);
    last.set(`${regime} ${scope}`, { files, compiled });
    return compiled;
  };
  return (files, compiled, flow) => {
    const { cluster, scope } = compiled;
    if (cluster.endpoints.length > mostEndpoints) {
      assemblers.clear();
      last.clear();
      return [];
    }
    const own = verdictOf(answerFlow(compiled, flow));
    return regimes
      .filter((regime) => regime !== cluster.regime)
      .flatMap((regime) => {
        const other = compiledIn(regime, scope, files);
        if (!canHold(other.cluster, cluster)) return [];
        const verdict = verdictOf(answerFlow(other, flow));
        return verdict === own ? [] : [{ regime, verdict }];
      });
  };
}

/** Whether another regime knows every policy and tier of a cluster: the rest could not come from there. */
const canHold = (other: Cluster, { policies }: Cluster): boolean =>
  other.policies.length === policies.length &&
  (other.regime !== '3.28' || policies.every(({ tier }) => tier === 'default'));

const verdictOf = ({ verdict, mixed }: FlowOutcome): Verdict | 'mixed' => (mixed ? 'mixed' : verdict.verdict);
