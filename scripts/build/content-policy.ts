/** What the built page forbids itself, so that nothing loaded into it can leave it. */
import { createHash } from 'node:crypto';

/** As browsers compute it over the text of an inline script. */
export const hashSource = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/**
 * The policy as a `content` attribute holds it. `scripts` are the texts of all inline scripts, the editor's included:
 * by its hash it may run once it is unpacked, and nothing else may.
 *
 * Styles stay open: Monaco and Cytoscape write style elements and attributes while they run. Workers are made from
 * blobs and inherit the policy. A policy cannot stop the user from following a link.
 */
export function contentPolicy(scripts: readonly string[]): string {
  const sources = scripts.map(hashSource).join(' ');
  return [
    `default-src 'none'`,
    `script-src ${sources}`,
    `worker-src blob:`,
    `style-src 'unsafe-inline'`,
    `img-src data: blob:`,
    `font-src data:`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
}
