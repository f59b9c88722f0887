/** Rules in short, in the words of their author: `Allow TCP 8443 from role == 'checkout'`. */
import { printConnection, printProtocol } from '../model/flow';
import type { CalicoRule, Direction, EntityRule, IcmpMatch, Net, PortMatch } from '../model/resource';

export const ruleText = (rule: CalicoRule, direction: Direction): string => {
  const known = texts[direction].get(rule);
  if (known !== undefined) return known;
  const text = textOf(rule, direction);
  texts[direction].set(rule, text);
  return text;
};

const texts = { Ingress: new WeakMap<CalicoRule, string>(), Egress: new WeakMap<CalicoRule, string>() };

function textOf(rule: CalicoRule, direction: Direction): string {
  const { source, destination } = rule;
  const from = entityText(source);
  const to = entityText(destination);
  const words = [rule.action as string, connectionText(rule)];
  if (direction === 'Ingress') words.push(labelled('from', from), labelled('to', to));
  else words.push(labelled('to', to), labelled('from', from));
  if (source.ports.length + source.notPorts.length > 0) words.push(`source ports ${portsText(source)}`);
  if (rule.http !== undefined) words.push('for matching HTTP requests');
  return words.filter((word) => word !== '').join(' ');
}

const labelled = (word: string, text: string): string => (text === '' ? '' : `${word} ${text}`);

/** `TCP 8443, 9000-9010`, `ICMP type 8`, `not UDP`; empty when any connection will do. */
function connectionText(rule: CalicoRule): string {
  const { protocol, notProtocol, icmp, notICMP, ipVersion, destination } = rule;
  const words = [
    protocol === undefined
      ? ''
      : (protocol.name ?? printConnection({ protocol: protocol.number, port: undefined, icmp: undefined })),
    notProtocol === undefined ? '' : `not ${printProtocol(notProtocol.number)}`,
    icmp === undefined ? '' : icmpText(icmp),
    notICMP === undefined ? '' : `not ${icmpText(notICMP)}`,
    destination.ports.length + destination.notPorts.length > 0 ? portsText(destination) : '',
    ipVersion === undefined ? '' : `IPv${ipVersion}`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

export const icmpText = ({ type, code }: IcmpMatch): string =>
  [type === undefined ? '' : `type ${type}`, code === undefined ? '' : `code ${code}`]
    .filter((word) => word !== '')
    .join(' ');

export function portsText({ ports, notPorts }: EntityRule): string {
  const list = (of: readonly PortMatch[]) => shortened(of.map(portText));
  return [ports.length > 0 ? list(ports) : '', notPorts.length > 0 ? `not ${list(notPorts)}` : '']
    .filter((word) => word !== '')
    .join(', ');
}

export const portText = (port: PortMatch): string =>
  port.kind === 'name' ? port.name : port.first === port.last ? String(port.first) : `${port.first}-${port.last}`;

/** What a rule wants of one end, ports apart. Empty when anyone will do. */
function entityText(entity: EntityRule): string {
  const { nets, notNets, notSelector, namespaceSelector, serviceAccounts, services } = entity;
  const selector = withoutOrchestrator(entity.selector);
  const pods = entity.selector !== '' && selector === '' ? 'pods' : selector;
  const words = [
    pods,
    namespaceSelector === '' ? '' : namespacesText(namespaceSelector),
    notSelector === '' ? '' : `not ${notSelector}`,
    serviceAccounts === undefined ? '' : accountsText(serviceAccounts),
    services === undefined
      ? ''
      : `service ${services.namespace === '' ? '' : `${services.namespace}/`}${services.name}`,
    nets.length === 0 ? '' : netsText(nets),
    notNets.length === 0 ? '' : `not ${netsText(notNets)}`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

const orchestrator = "projectcalico.org/orchestrator == 'k8s'";

/** Selectors of Kubernetes kinds without the term that Calico puts in front. */
export const withoutOrchestrator = (selector: string): string =>
  selector === orchestrator
    ? ''
    : selector.startsWith(`${orchestrator} && `)
      ? selector.slice(orchestrator.length + 4)
      : selector;

function namespacesText(selector: string): string {
  if (selector === 'all()') return 'in any namespace';
  if (selector === 'global()') return 'outside namespaces';
  return `in namespaces ${selector}`;
}

function accountsText({ names, selector }: { readonly names: readonly string[]; readonly selector: string }): string {
  const words = [names.length === 0 ? '' : names.join(', '), selector];
  const text = words.filter((word) => word !== '').join(' and ');
  return text === '' ? '' : `service account ${text}`;
}

export const netsText = (nets: readonly Net[]): string => shortened(nets.map(({ text }) => text));

/** The first few of a list and how many more there are. */
function shortened(items: readonly string[]): string {
  const shown = 3;
  return items.length <= shown + 1 ? items.join(', ') : `${items.slice(0, shown).join(', ')} +${items.length - shown}`;
}
