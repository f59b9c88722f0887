/** Objects of every other kind that is scanned, with much in them that they may hold, as `kubectl` prints them. */
export const noisyObjectsYaml = `apiVersion: v1
items:
- apiVersion: v1
  kind: Namespace
  metadata:
    annotations:
      scheduler.alpha.kubernetes.io/node-selector: ""
      openshift.io/description: 'it''s "ours"'
    creationTimestamp: "2026-01-02T03:04:05Z"
    labels:
      kubernetes.io/metadata.name: shop
      team: a
    name: shop
    resourceVersion: "12"
    uid: 5c0a1f3e-1111-2222-3333-444455556666
  spec:
    finalizers:
    - kubernetes
  status:
    phase: Active
- apiVersion: v1
  automountServiceAccountToken: false
  imagePullSecrets:
  - name: registry
  kind: ServiceAccount
  metadata:
    labels: {}
    name: web
    namespace: shop
  secrets:
  - name: web-token
- apiVersion: v1
  kind: Node
  metadata:
    annotations:
      projectcalico.org/IPv4Address: 172.18.0.3/16
      projectcalico.org/IPv4VXLANTunnelAddr: 192.168.77.0
      projectcalico.org/IPv6WireguardInterfaceAddr: fd00::77
      volumes.kubernetes.io/controller-managed-attach-detach: "true"
    labels:
      kubernetes.io/hostname: node-1
    name: node-1
  spec:
    podCIDR: 10.244.1.0/24
    podCIDRs:
    - 10.244.1.0/24
    taints:
    - effect: NoSchedule
      key: dedicated
  status:
    addresses:
    - address: 172.18.0.3
      type: InternalIP
    - address: node-1
      type: Hostname
    - address: 203.0.113.3
      type: ExternalIP
    conditions:
    - message: kubelet is posting
      reason: KubeletReady
      status: "True"
      type: Ready
    images:
    - names:
      - registry/x@sha256:1
      sizeBytes: 1
    nodeInfo:
      kernelVersion: 6.1.0
- apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
    generation: 3
  spec:
    clusterIP: 10.96.0.10
    clusterIPs:
    - 10.96.0.10
    - fd00::10
    externalIPs:
    - 203.0.113.9
    externalTrafficPolicy: Local
    ports:
    - name: http
      nodePort: 30080
      port: 80
      protocol: TCP
      targetPort: http
    - name: dns
      port: 53
      protocol: UDP
      targetPort: 5353
    selector:
      app: web
    type: LoadBalancer
  status:
    loadBalancer:
      ingress:
      - ip: 198.51.100.7
- addressType: IPv4
  apiVersion: discovery.k8s.io/v1
  endpoints:
  - addresses:
    - 10.244.1.5
    conditions:
      ready: true
      serving: true
    nodeName: node-1
    targetRef:
      kind: Pod
      name: web-1
      namespace: shop
      uid: 5c0a1f3e-1111-2222-3333-444455557777
  - addresses:
    - 10.244.1.6
    conditions:
      ready: false
    targetRef:
      kind: Pod
      name: web-2
  kind: EndpointSlice
  metadata:
    labels:
      kubernetes.io/service-name: web
    name: web-x7f2p
    namespace: shop
  ports:
  - name: http
    port: 8080
    protocol: TCP
  - appProtocol: null
    port: 53
kind: List
metadata:
  resourceVersion: ""
`;
