/** Kinds that are recognised and not modelled, beside the table of those that are. */
import type { Severity } from '../../model/diagnostic';

export interface Elsewhere {
  /** What leaving it out means for the answers, in one sentence. */
  readonly effect: string;
  readonly severity: Severity;
  /** `true`: an answer may hang on it, so it is listed with the cluster. */
  readonly open: boolean;
}

const enforcedBy = (engine: string): Elsewhere => ({
  effect: `Only ${engine} enforces it: an allow here means that Calico allows it.`,
  severity: 'warning',
  open: true,
});

const setting = (effect: string): Elsewhere => ({ effect, severity: 'info', open: true });
const harmless = (effect: string): Elsewhere => ({ effect, severity: 'info', open: false });

/** By `group/kind`. Source: input-formats 2.2, 2.3, 2.5, 9.3. */
const byGroupAndKind: ReadonlyMap<string, Elsewhere> = new Map([
  ['cilium.io/CiliumNetworkPolicy', enforcedBy('Cilium')],
  ['cilium.io/CiliumClusterwideNetworkPolicy', enforcedBy('Cilium')],
  ['security.istio.io/AuthorizationPolicy', enforcedBy('Istio')],
  ['security.istio.io/PeerAuthentication', enforcedBy('Istio')],
  ['k8s.cni.cncf.io/MultiNetworkPolicy', enforcedBy('Multus')],
  ['crd.antrea.io/NetworkPolicy', enforcedBy('Antrea')],
  ['crd.antrea.io/ClusterNetworkPolicy', enforcedBy('Antrea')],
  ['k8s.ovn.org/EgressFirewall', enforcedBy('OVN-Kubernetes')],
  ['network.openshift.io/EgressNetworkPolicy', enforcedBy('OpenShift SDN')],
  ['policy.linkerd.io/AuthorizationPolicy', enforcedBy('Linkerd')],
  ['policy.linkerd.io/Server', enforcedBy('Linkerd')],
  ...bothCalicoGroups(
    'KubeControllersConfiguration',
    setting('Host endpoints that it may create automatically are not evaluated.'),
  ),
  [
    'migration.projectcalico.org/DatastoreMigration',
    setting(
      'Which of the two Calico API groups is live depends on its phase: where both hold an object, the v3 copy counts here.',
    ),
  ],
  ...bothCalicoGroups('ClusterInformation', harmless('It tells the version of Calico and nothing else.')),
  ['/ConfigMap', harmless('A ConfigMap is not read; paste YAML that it holds on its own.')],
  [
    '/Secret',
    {
      effect: 'A Secret is sensitive and never needed here: take it out of files that you hand on.',
      severity: 'warning',
      open: false,
    },
  ],
  ['apiextensions.k8s.io/CustomResourceDefinition', harmless('It defines a type and contains no policies.')],
  ['/Event', harmless('An event tells of objects; it is none.')],
  ['events.k8s.io/Event', harmless('An event tells of objects; it is none.')],
  ['audit.k8s.io/Event', harmless('An audit record is not unwrapped; paste the object that it holds on its own.')],
  ['kustomize.config.k8s.io/Kustomization', harmless('It is not rendered: run `kubectl kustomize DIR`.')],
  ['argoproj.io/Application', harmless('It contains no policy: export the rendered manifests.')],
  ['helm.toolkit.fluxcd.io/HelmRelease', harmless('It contains no policy: export the rendered manifests.')],
  ['template.openshift.io/Template', harmless('It is not rendered: run `oc process`.')],
]);

function bothCalicoGroups(kind: string, elsewhere: Elsewhere): readonly (readonly [string, Elsewhere])[] {
  return ['projectcalico.org', 'crd.projectcalico.org'].map((group) => [`${group}/${kind}`, elsewhere] as const);
}

/** Kinds of the well-known groups that say nothing about policy. */
const silentKinds: ReadonlySet<string> = new Set(
  [
    ['', 'PersistentVolume PersistentVolumeClaim LimitRange ResourceQuota PodTemplate ComponentStatus Binding'],
    ['apps', 'ControllerRevision'],
    ['networking.k8s.io', 'Ingress IngressClass IPAddress ServiceCIDR'],
    ['extensions', 'Ingress'],
    ['rbac.authorization.k8s.io', 'Role RoleBinding ClusterRole ClusterRoleBinding'],
    ['autoscaling', 'HorizontalPodAutoscaler'],
    ['policy', 'PodDisruptionBudget PodSecurityPolicy'],
    ['storage.k8s.io', 'StorageClass VolumeAttachment CSIDriver CSINode'],
    ['scheduling.k8s.io', 'PriorityClass'],
    ['coordination.k8s.io', 'Lease'],
    ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration MutatingWebhookConfiguration'],
    ['apiregistration.k8s.io', 'APIService'],
    ['monitoring.coreos.com', 'ServiceMonitor PodMonitor PrometheusRule'],
    ['operator.tigera.io', 'Installation APIServer TigeraStatus Goldmane Whisker'],
    ...['projectcalico.org', 'crd.projectcalico.org'].map((group) => [
      group,
      'BGPConfiguration BGPPeer BGPFilter CalicoNodeStatus IPReservation IPAMConfig ' +
        'IPAMConfiguration IPAMBlock IPAMHandle BlockAffinity',
    ]),
  ].flatMap(([group, kinds]) => (kinds ?? '').split(' ').map((kind) => `${group}/${kind}`)),
);

/** `undefined` for kinds that nobody here has heard of. */
export function knownElsewhere(group: string, kind: string): Elsewhere | undefined {
  const key = `${group}/${kind}`;
  return byGroupAndKind.get(key) ?? (silentKinds.has(key) ? harmless('It changes no verdict.') : undefined);
}
