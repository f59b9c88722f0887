/** Pods as clusters hold them, with what makes texts of them hard to read: long texts, scripts, odd keys and values. */

/** As `kubectl get pods -A -o yaml --show-managed-fields` prints them. */
export const noisyYaml = String.raw`apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      cni.projectcalico.org/containerID: 8f1d0c5a
      cni.projectcalico.org/podIP: 10.244.1.5/32
      config.example.com/template: |
        {{- range .Items }}
        server:
          listen: 80 # a comment

          {{ . }}
        {{- end }}
      description: 'It''s for everyone: staff, guests and the people who only
        come by on Sundays, as was agreed'
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{},"name":"web-0"},"spec":{"containers":[{"env":[{"name":"A","value":"b: c # d"}]}]}}
      note: "tab\there, quote \", backslash \\, and a line that was long enough to be
        folded \
        by its printer\n"
      plain: a text that goes on
        below its key, with a colon:inside and a#hash
    creationTimestamp: "2026-08-01T10:15:00Z"
    generateName: web-
    labels:
      app: web
      apps.kubernetes.io/pod-index: "0"
      controller-revision-hash: web-6d4b75cb6d
      empty: ""
      version: 1.10-rc1
    managedFields:
    - apiVersion: v1
      fieldsType: FieldsV1
      fieldsV1:
        f:metadata:
          f:labels:
            .: {}
            f:app: {}
            f:version: {}
          f:ownerReferences:
            .: {}
            k:{"uid":"7f3e"}: {}
        f:spec:
          f:containers:
            k:{"name":"web"}:
              .: {}
              f:ports:
                .: {}
                k:{"containerPort":8080,"protocol":"TCP"}:
                  .: {}
                  f:containerPort: {}
      manager: kube-controller-manager
      operation: Update
      time: "2026-08-01T10:15:00Z"
    name: web-0
    namespace: shop
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: StatefulSet
      name: web
      uid: 7f3e
    resourceVersion: "50000001"
    uid: 0b6d1f3e-8a8c-4c5c-9d53-6fb1a9f6a0b1
  spec:
    affinity: {}
    containers:
    - args:
      - --config=/etc/app.yaml
      - -c
      - |
        set -e
        for f in *; do echo "$f" & done

        exec app && exit
      - "quoted: value"
      - 'a # b'
      - http://localhost:8080/?a=1&b=2
      command:
      - /bin/sh
      env:
      - name: OPTS
        value: -Xmx2g -Dfoo=bar
      - name: NUMBER
        value: "12"
      - name: EMPTY
      - name: HOST_IP
        valueFrom:
          fieldRef:
            apiVersion: v1
            fieldPath: status.hostIP
      - name: URL
        value: http://$(HOST_IP):8080/x
      image: registry.example.com/shop/web@sha256:0a1b
      name: web
      ports:
      - containerPort: 8080
        name: http
        protocol: TCP
      - containerPort: 9102
        name: metrics
        protocol: TCP
      resources: {}
      volumeMounts:
      - mountPath: /data
        name: data
    - image: proxy
      name: proxy
      ports:
      - containerPort: 15090
        name: envoy
      - containerPort: 53
        protocol: UDP
    enableServiceLinks: true
    hostname: web-0
    initContainers:
    - image: init
      name: init
      ports:
      - containerPort: 3000
        name: early
      restartPolicy: Always
    nodeName: node-1
    nodeSelector:
      kubernetes.io/os: linux
    priority: 0
    restartPolicy: Always
    securityContext: {}
    serviceAccount: web
    serviceAccountName: web
    terminationGracePeriodSeconds: 30
    tolerations:
    - effect: NoExecute
      key: node.kubernetes.io/not-ready
      operator: Exists
      tolerationSeconds: 300
    volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data-web-0
  status:
    conditions:
    - lastProbeTime: null
      lastTransitionTime: "2026-08-01T10:15:00Z"
      status: "True"
      type: Initialized
    - lastProbeTime: null
      lastTransitionTime: "2026-08-01T10:15:00Z"
      message: 'containers with unready status: [web] and others, which make a line
        long'
      reason: ContainersNotReady
      status: "False"
      type: Ready
    containerStatuses:
    - containerID: containerd://0a1b
      lastState: {}
      name: web
      ready: true
      restartCount: 0
      started: true
    - name: proxy
      ready: false
    hostIP: 172.18.0.3
    hostIPs:
    - ip: 172.18.0.3
    phase: Running
    podIP: 10.244.1.5
    podIPs:
    - ip: 10.244.1.5
    - ip: fd00:10:244::5
    qosClass: Burstable
    startTime: "2026-08-01T10:15:00Z"
- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      cni.projectcalico.org/podIP: ""
    deletionGracePeriodSeconds: 30
    deletionTimestamp: "2026-08-01T10:20:00Z"
    generation: 2
    labels: {}
    name: job-x7k2p
    namespace: batch
    ownerReferences:
    - apiVersion: batch/v1
      kind: Job
      name: job
      uid: 1a2b
    - apiVersion: example.com/v1
      controller: true
      kind: Workflow
      name: nightly
      uid: 3c4d
    resourceVersion: "50000002"
  spec:
    containers:
    - image: job
      name: job
    hostNetwork: true
    nodeName: node-2
    serviceAccountName: default
  status:
    containerStatuses:
    - name: job
      ready: false
    hostIP: 172.18.0.4
    message: Pod was terminated in response to imminent node shutdown. It goes on
      for a while.
    phase: Failed
    podIP: 10.244.2.7
- apiVersion: v1
  kind: Pod
  metadata:
    name: bare
    namespace: shop
  spec:
    containers:
    - name: a
      ports: []
  status: {}
kind: List
metadata:
  resourceVersion: ""
`;
