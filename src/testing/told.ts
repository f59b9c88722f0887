/** What authors are told of a text, and which of their words it marks: what tests of checks compare. */
import { assembleCluster } from '../ingest/assemble';
import { readResources } from '../ingest/read-resources';
import { readText } from '../ingest/read-text';
import type { Regime } from '../model/cluster';
import type { Diagnostic, Severity } from '../model/diagnostic';
import { fileId } from '../model/ids';

export interface Told {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The text that the diagnostic marks. */
  readonly marks: string;
}

export const regimes: readonly Regime[] = ['3.28', '3.31', '3.32'];

/** Of resources and selectors, in the order told; what is told of joins is left out. */
export function toldOf(text: string, regime: Regime): readonly Told[] {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const { objects } = readText({ id: fileId('text'), name: 'text.yaml', text }, report);
  const { resources, unread } = readResources(objects, report);
  assembleCluster(resources, unread, { regime }, report);
  return diagnostics
    .filter(({ code }) => !code.startsWith('cluster/'))
    .map(({ severity, code, message, hint = '', at }) => ({
      severity,
      code,
      message,
      hint,
      marks: text.slice(at.start, at.end),
    }));
}
