/** What kubectl and calicoctl print instead of objects, or beside them. Wording varies by version. Source: input-formats 9.2. */
import type { Severity } from '../model/diagnostic';

export interface CommandFailure {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
}

interface Row {
  readonly pattern: RegExp;
  readonly severity: Severity;
  message(match: RegExpExecArray): string;
  hint(match: RegExpExecArray): string;
}

const always = (text: string) => () => text;

const rows: readonly Row[] = [
  {
    pattern: /^No resources found(?: in (\S+) namespace)?/,
    severity: 'info',
    message: ([, namespace]) =>
      `A command found nothing${namespace === undefined ? '' : ` in namespace ${namespace}`}.`,
    hint: always('It worked: there are no such objects. Nothing else is known about the other kinds.'),
  },
  {
    pattern: /^(?:Error from server \(Forbidden\)|error: .*Forbidden|connection is unauthorized|.* is forbidden: User)/,
    severity: 'error',
    message: (match) => {
      const asked = RIGHTS.exec(match.input);
      return asked === null
        ? 'A command was not allowed, so its objects are missing.'
        : `You may not ${asked[1]} ${asked[2]}, so they are missing.`;
    },
    hint: (match) => {
      const [, , resource, group = ''] = RIGHTS.exec(match.input) ?? [];
      return resource === undefined
        ? 'Ask for the right to get and list them, or export one namespace with -n.'
        : `Ask for the rule {apiGroups: ["${group}"], resources: [${resource}], verbs: [get, list]}, or export one namespace with -n.`;
    },
  },
  {
    pattern: /^error: the server doesn't have a resource type "?([^"\s]+)/,
    severity: 'error',
    message: ([, type]) => `The cluster has no resource type ${type}, and nothing else of that command was exported.`,
    hint: always(
      'Calico types live in projectcalico.org or in crd.projectcalico.org: ask for globalnetworkpolicies.crd.projectcalico.org, or leave the type out.',
    ),
  },
  {
    pattern: /^Error from server \(NotFound\):?\s*(.*)/,
    severity: 'info',
    message: ([, what = '']) => `An object does not exist: ${what.slice(0, 120)}.`,
    hint: always('Check its name and namespace.'),
  },
  {
    pattern: /^Error from server \(Expired\)/,
    severity: 'warning',
    message: always('An export broke off between two pages: what came later is missing.'),
    hint: always('Export again, with a larger --chunk-size.'),
  },
  {
    pattern:
      /^(?:Unable to connect to the server|The connection to the server|error: You must be logged in|error: no configuration has been provided|x509: )/,
    severity: 'error',
    message: always('A command did not reach the cluster, so nothing was exported.'),
    hint: always('Check kubectl config current-context and your login, then export again.'),
  },
  {
    pattern:
      /^(?:.*unable to retrieve the complete list of server APIs|.*couldn't get resource list for \S*projectcalico)/,
    severity: 'warning',
    message: always('The Calico API server did not answer, so its objects may be missing.'),
    hint: always(
      'Export them from where they are stored: kubectl get globalnetworkpolicies.crd.projectcalico.org -o yaml, and so on.',
    ),
  },
  {
    pattern: /^(?:version mismatch\.|Client Version: .*Cluster Version:)/i,
    severity: 'error',
    message: always('calicoctl refused to work with a cluster of another version.'),
    hint: always('Add --allow-version-mismatch.'),
  },
  {
    pattern: /^(?:Failed to .*: )?resource type '?([\w.]+)'? is not supported/,
    severity: 'warning',
    message: ([, type]) => `This calicoctl does not know ${type}.`,
    hint: always('It is older than the cluster needs: use the calicoctl of the cluster version.'),
  },
  {
    pattern: /^(?:Failed to .*: )?resource does not exist:?\s*(.*)/,
    severity: 'info',
    message: ([, what = '']) => `An object does not exist: ${what.slice(0, 120)}.`,
    hint: always('Check its name and namespace.'),
  },
  {
    pattern: /^(?:error: )?unknown (?:short)?(?:hand )?(?:flag|command)\b|^See '(?:kubectl|calicoctl) .*--help'/,
    severity: 'error',
    message: always('A command was refused for its flags, so nothing was exported by it.'),
    hint: always('For example: kubectl get networkpolicies.networking.k8s.io -A -o yaml.'),
  },
  {
    pattern: /^command terminated with exit code (\d+)/,
    severity: 'error',
    message: ([, code]) => `A command inside a container failed with exit code ${code}.`,
    hint: always('The tool is missing there or needs other rights.'),
  },
  {
    pattern: /^(?:Error from server\b|error: |Error: )(.*)/,
    severity: 'warning',
    message: ([whole]) => `A command failed: ${whole.slice(0, 120)}`,
    hint: always('What it should have printed is missing.'),
  },
];

const RIGHTS = /cannot (\w+) resource "([^"]+)" in API group "([^"]*)"/;

/** What a line says about a command that did not print objects; `undefined` for every other line. */
export function commandFailureOf(line: string): CommandFailure | undefined {
  const text = line.slice(0, 600);
  if (!/^\S/.test(text) || !MAYBE.test(text)) return undefined;
  for (const { pattern, severity, message, hint } of rows) {
    const match = pattern.exec(text);
    if (match !== null) return { severity, message: message(match), hint: hint(match) };
  }
  return undefined;
}

const MAYBE = /error|resource|server|version mismatch|x509|unknown|^See '|exit code|forbidden|unauthorized/i;

/**
 * Lines of standard error among the objects, as `2>&1` mixes them in: warnings about deprecated versions, log lines
 * of client-go, notes about terminals and containers.
 */
export const isCommandNoise = (line: string): boolean => NOISE.test(line);

/** The same, anywhere in a text. */
export const hasCommandNoise = (text: string): boolean => NOISE_ANYWHERE.test(text);

const noise = String.raw`^(?:Warning: |[EWI]\d{4} \d\d:\d\d:\d\d|Unable to use a TTY|Defaulted container ")`;
const NOISE = new RegExp(noise);
const NOISE_ANYWHERE = new RegExp(noise, 'm');
