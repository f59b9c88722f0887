/** Text that shows a cluster in a form from which rules cannot be read. Source: input-formats 0.4, 9.3. */
import type { Severity } from '../model/diagnostic';

export interface WrongView {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
}

interface Row extends WrongView {
  /** All must be found, each at the start of a line. */
  readonly signs: readonly RegExp[];
  /** Said even when the file holds objects too: it looks like policies and gives none. */
  readonly always: boolean;
}

const EVIDENCE = 'It shows one node. Load policies, pods and namespaces: kubectl get ... -A -o yaml.';

const rows: readonly Row[] = [
  {
    signs: [
      /^Name: {2,}\S/m,
      /^(?:Labels|Annotations): {2,}/m,
      /^(?:Namespace|Spec|Status|Node|Selector|Type|Created on|API Version):/m,
    ],
    severity: 'warning',
    always: true,
    message: 'This is what kubectl describe prints, for reading: it drops details, so rules are not read from it.',
    hint: 'Run kubectl get ... -o yaml instead.',
  },
  {
    signs: [
      /^(?:networkpolic|globalnetworkpolic|stagednetworkpolic|tier|clusternetworkpolic)[a-z]*\.[a-z0-9.]+\/[a-z0-9.-]+$/m,
    ],
    severity: 'warning',
    always: true,
    message: 'These are names of objects, without their content.',
    hint: 'Run the same command with -o yaml instead of -o name.',
  },
  {
    signs: [/^KIND: {2,}\S/m, /^VERSION: {2,}\S/m],
    severity: 'warning',
    always: true,
    message: 'This is what kubectl explain prints: it defines fields and holds no policy.',
    hint: 'Run kubectl get ... -o yaml.',
  },
  {
    signs: [/^resource "kubernetes_[a-z_]+" "/m],
    severity: 'warning',
    always: true,
    message: 'This is Terraform, which is not read.',
    hint: 'Export what it made from the cluster: kubectl get ... -o yaml.',
  },
  {
    signs: [/^\s*<(?:!doctype html|html)\b/i],
    severity: 'error',
    always: true,
    message: 'This is a web page, perhaps a login page, and not what it was to show.',
    hint: 'Copy the text, or download the raw file.',
  },
  {
    signs: [/^(?:\*(?:filter|nat|mangle|raw)$|(?:\[\d+:\d+\] )?-A cali)/m],
    severity: 'warning',
    always: false,
    message: 'This is what iptables-save prints, which is not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^Chain \S+ \((?:policy|\d+ references)/m],
    severity: 'warning',
    always: false,
    message: 'This is a list of iptables rules, which is not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^table (?:ip|ip6|inet|arp|bridge|netdev) \S+ \{/m],
    severity: 'warning',
    always: false,
    message: 'This is an nftables rule set, which is not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^(?:Name: cali\S+|(?:create|add) cali\S+ )/m],
    severity: 'warning',
    always: false,
    message: 'These are IP sets, which are not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^(?:ipv[46] +\d+ +)?(?:tcp|udp|icmp) +\d+ +\d+ .{0,80}\bsrc=/m],
    severity: 'warning',
    always: false,
    message: 'These are tracked connections, which are not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[[A-Z]+\]\[\d+\] /m],
    severity: 'warning',
    always: false,
    message: 'This is a log of calico-node, which is not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^.{0,80}\bIN=\S* OUT=\S* .{0,200}\bSRC=\S+ DST=/m],
    severity: 'warning',
    always: false,
    message: 'These are packets that a kernel logged, which are not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^data: \{/m],
    severity: 'warning',
    always: false,
    message: 'This is a stream of flow logs, which is not read.',
    hint: EVIDENCE,
  },
  {
    signs: [/^- Time=.{0,80} Reporter=(?:Src|Dst) Action=/m],
    severity: 'warning',
    always: false,
    message: 'These are flow logs, which are not read.',
    hint: EVIDENCE,
  },
];

/** What people load by mistake and what a text seems to be, by its first 64 KiB; several of them in one text are all named. */
export function wrongViewsOf(
  text: string,
): readonly (WrongView & { readonly always: boolean; readonly offset: number })[] {
  const head = text.slice(0, 65_536);
  return rows.flatMap(({ signs, ...view }) => {
    const offset = signs[0]?.exec(head)?.index;
    return offset !== undefined && signs.every((sign) => sign.test(head)) ? [{ ...view, offset }] : [];
  });
}
