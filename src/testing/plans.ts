/** Objects written as plain values, read and assembled: what tests of `ingest` start from. */
import { assembleCluster } from '../ingest/assemble';
import { readResources, type ReadResources } from '../ingest/read-resources';
import type { Cluster, Regime } from '../model/cluster';
import type { Diagnostic } from '../model/diagnostic';
import { fileId } from '../model/ids';
import type { Resource } from '../model/resource';
import { nodeOf, type Plan } from './nodes';

export interface ReadPlans extends ReadResources {
  readonly diagnostics: readonly Diagnostic[];
  /** `error resource/bad-value`, in the order told. */
  readonly codes: readonly string[];
}

/** Each plan is an object of a file of its own. */
export function readPlans(...plans: readonly Plan[]): ReadPlans {
  const diagnostics: Diagnostic[] = [];
  const nodes = plans.map((plan, index) => nodeOf(plan, fileId(`file-${index}`)));
  const read = readResources(nodes, (diagnostic) => diagnostics.push(diagnostic));
  return { ...read, diagnostics, codes: diagnostics.map(codeOf) };
}

/** The one resource that one plan gives. */
export function readPlan(plan: Plan): { readonly resource: Resource | undefined } & ReadPlans {
  const read = readPlans(plan);
  return { ...read, resource: read.resources[0] };
}

export interface AssembledPlans {
  readonly cluster: Cluster;
  /** Told while assembling; what reading tells is left out. */
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export function assemblePlans(plans: readonly Plan[], regime?: Regime): AssembledPlans {
  const { resources, unread } = readPlans(...plans);
  const diagnostics: Diagnostic[] = [];
  const cluster = assembleCluster(resources, unread, { regime }, (diagnostic) => diagnostics.push(diagnostic));
  return { cluster, diagnostics, codes: diagnostics.map(codeOf) };
}

const codeOf = ({ severity, code }: Diagnostic): string => `${severity} ${code}`;
