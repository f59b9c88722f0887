import { expect, test } from 'vitest';
import { nodeAt } from './node';
import { namesOf, plainOf, readSample, sourceOf } from './sample';

const policy = (name: string, selector = "app == 'web'") => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: ${selector}
  ingress:
  - action: Allow
    source:
      nets:
      - 10.0.0.0/8
  types:
  - Ingress
`;

test('a clean file is read without a word', () => {
  const sample = readSample(`# policies\n---\n${policy('a')}---\n${policy('b')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a', 'NetworkPolicy shop/b']);
  expect(sample.told).toEqual([]);
});

const folded = policy('a').replace(
  '  namespace',
  `  annotations:\n    note: '{"kind": "Pod", "containers":\n      [{"name": "c"}]}\n\n      '\n  namespace`,
);

const prose = '先看策略:下面的例子\n\n- 现象:配置策略后流量仍可通\n\n';

test.each([
  ['in a fence', `${prose}\`\`\`yaml\n${policy('a')}\`\`\`\n然后:测试\n`],
  ['in a tilde fence', `${prose}~~~\n${policy('a')}~~~\n`],
  ['in a Jira block', `text\n{code:yaml}\n${policy('a')}{code}\nmore text\n`],
  ['unfenced, prose above and below', `${prose}${policy('a')}\nThis works: try it.\n\n- one\n- two\n`],
  ['unfenced, prose right below', `Here is the policy\n${policy('a')}把它应用到集群\n`],
  [
    'in a here-document',
    `cat <<EOF | calicoctl apply -f -\n${policy('a')}EOF\n\n# 3. test\nkubectl exec client -- wget web\n`,
  ],
  ['in a quoted here-document', `# 1\nkubectl apply -f - <<'YAML'\n${policy('a')}YAML\n`],
  ['in an indented here-document', `$ sudo tee f <<-EOF\n${policy('a').replaceAll(/^/gm, '\t')}\tEOF\n`],
  ['in echo', `echo '${policy('a').replaceAll("'", '"')}' | kubectl apply -f -\ndone\n`],
  ['behind a prompt', `user@host:~$ kubectl get networkpolicy.p a -n shop -o yaml\n${policy('a')}user@host:~$ \n`],
  ['before a prompt, with a text over several lines', `${folded}[user@host ~]$ exit\n`],
  ['behind a root prompt', `# kubectl get networkpolicy.p a -o yaml\n${policy('a')}`],
  ['in a mail', policy('a').replaceAll(/^/gm, '> ')],
  [
    'quoted amid other lines',
    `Hello\n\nwords\nand words\n\n${policy('a').trimEnd().replaceAll(/^/gm, '> ')}\n\nmore\nwords\nhere\nand\nthere\n`,
  ],
  ['in a mail, twice', policy('a').replaceAll(/^/gm, '> > ')],
  [
    'with line numbers',
    policy('a')
      .split('\n')
      .slice(0, -1)
      .map((line, i) => `${String(i + 1).padStart(6)}\t${line}`)
      .join('\n'),
  ],
  [
    'with line numbers and colons',
    policy('a')
      .split('\n')
      .slice(0, -1)
      .map((line, i) => `${i + 1}:${line}`)
      .join('\n'),
  ],
  [
    'with line numbers and spaces',
    policy('a')
      .split('\n')
      .slice(0, -1)
      .map((line, i) => `${String(i + 1).padStart(3)} ${line}`)
      .join('\n'),
  ],
  [
    'with line numbers to the left',
    policy('a')
      .split('\n')
      .slice(0, -1)
      .map((line, i) => `${String(i + 1).padEnd(3)} ${line}`)
      .join('\n'),
  ],
  ['in colour', `\u001b[32m${policy('a').replace('kind', '\u001b[1mkind\u001b[0m')}`],
  [
    'on a web page',
    `<!DOCTYPE html><html><body><p>x: y</p><pre class="yaml"><span>${policy('a').replaceAll("'", '&#39;')}</span></pre></body></html>`,
  ],
  ['indented as a whole', policy('a').replaceAll(/^(?=.)/gm, '    ')],
  [
    'after another document of the shell',
    `cat > x.conf <<EOF\n[Interface]\nkey: value\nEOF\n\ncat <<EOF | kubectl apply -f -\n${policy('a')}EOF\n`,
  ],
  [
    'in a script that a script writes',
    `cat > s.sh <<'EOF'\nfor i in 1; do\n  cat <<YAML | kubectl apply -f -\n${policy('a')}YAML\ndone\nEOF\n`,
  ],
  [
    'after Helm sections',
    `NAME: x\nCOMPUTED VALUES:\na: 1\n\nHOOKS:\nMANIFEST:\n---\n# Source: x/np.yaml\n${policy('a')}\nNOTES:\n${policy('example')}`,
  ],
  [
    'with fields in another order',
    'metadata:\n  name: a\n  namespace: shop\nkind: NetworkPolicy\napiVersion: projectcalico.org/v3\nspec:\n  selector: all()\n\nSome words about it\n',
  ],
])('one policy %s', (_, text) => {
  const sample = readSample(text);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual([]);
  const selector = nodeAt(sample.objects[0], 'spec', 'selector');
  expect(selector?.kind).toBe('scalar');
});

test.each([
  [
    'less',
    policy('a')
      .replaceAll(/^(?=.)/gm, '    ')
      .trimStart(),
  ],
  ['more', `    ${policy('a')}`],
])('a first line that is indented %s than the others', (_, text) => {
  const sample = readSample(text);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual(['info text/repaired 1']);
});

test('standard error in between is left out and named', () => {
  const sample = readSample(
    `Warning: policy/v1beta1 is deprecated\n${policy('a').replace('spec:', 'W0812 10:00:00.000000 1 warnings.go:70] x\nspec:')}`,
  );
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual(['info text/repaired 1']);
});

test('a diff reads as after the change', () => {
  const sample = readSample(
    `diff -u a b\n--- a\n+++ b\n@@ -1,7 +1,7 @@\n${policy('a').replaceAll(/^/gm, ' ').replace('   selector: app', '-  selector: old\n+  selector: new')}`,
  );
  expect(nodeAt(sample.objects[0], 'spec', 'selector')).toMatchObject({ text: "new == 'web'" });
  expect(sample.told).toEqual(['warning text/repaired 4']);
});

test('objects without --- between them are two, with a warning', () => {
  const sample = readSample(`${policy('a')}\n# second\n${policy('b')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a', 'NetworkPolicy shop/b']);
  expect(sample.told).toEqual(['warning text/repaired 17']);
});

test('separators that became dashes', () => {
  const sample = readSample(`${policy('a')}—\n${policy('b')}–-\n${policy('c')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a', 'NetworkPolicy shop/b', 'NetworkPolicy shop/c']);
  expect(sample.told).toEqual(['info text/repaired 15']);
});

test.each([
  ['a quote that is never closed', policy('b', '"app'), 'yaml/syntax'],
  ['nested quotes', policy('b', "'app == 'web''"), 'yaml/syntax'],
  ['a tab', policy('b').replace('  ingress', ' \tingress'), 'yaml/syntax'],
  ['a star', policy('b', '*'), 'yaml/syntax'],
  ['a template', policy('b', '{{ .Values.selector }}'), 'text/template'],
  ['a second colon', policy('b', 'a: b: c'), 'yaml/syntax'],
  ['a wrong column', policy('b').replace('  ingress', '   ingress'), 'yaml/syntax'],
  ['101 levels', policy('b', '['.repeat(101)), 'yaml/limit'],
])('%s hides no neighbour', (_, broken, code) => {
  const sample = readSample(`${policy('a')}---\n${broken}---\n${policy('c')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a', 'NetworkPolicy shop/c']);
  expect(sample.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([`error ${code}`]);
  const { message } = sample.diagnostics[0] ?? { message: '' };
  expect(message).toContain('NetworkPolicy shop/b');
});

test.each([
  ['in a fence', (text: string) => `words\n\`\`\`\n${text}\`\`\`\nwords\n`],
  [
    'in a list',
    (text: string) =>
      `apiVersion: v1\nkind: List\nitems:\n${text
        .split('---\n')
        .map((part) => part.replaceAll(/^(?=.)/gm, '  ').replace('  ', '- '))
        .join('')}`,
  ],
])('a broken object among others %s', (_, wrap) => {
  const sample = readSample(wrap(`${policy('a')}---\n${policy('b', "'app == 'web''")}---\n${policy('c')}`));
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a', 'NetworkPolicy shop/c']);
  expect(sample.diagnostics).toMatchObject([
    {
      code: 'yaml/syntax',
      message: `NetworkPolicy shop/b cannot be read as YAML: "selector: 'app == 'web''".`,
      hint: expect.stringContaining('double them, or put double quotes outside') as string,
    },
  ]);
});

test('a line in the middle that is no YAML breaks the object and does not cut it short', () => {
  const sample = readSample(`Some words\n\n${policy('a').replace('  ingress', 'oops\n  ingress')}`);
  expect(sample.objects).toEqual([]);
  expect(sample.told).toEqual(['error yaml/syntax 10']);
});

test.each([
  ['a command', '$ kubectl get pods'],
  ['a list of prose', '- 一些'],
  ['a fence', '```'],
  ['words', 'oops and more'],
])('an object with %s in its middle is not used', (_, line) => {
  const sample = readSample(`Some words\n\n${policy('a').replace('  ingress', `${line}\n  ingress`)}\n${policy('b')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/b']);
  expect(sample.told[0]).toBe('error yaml/syntax 10');
});

test('a fragment of an article does not become part of the object below it', () => {
  const sample = readSample(`Add this:\nspec:\n  order: 5\n\n${policy('a').replace(/spec:[^]*/, '')}\nwords\n`);
  expect(sample.objects.map(plainOf)).toEqual([
    { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'shop' } },
  ]);
});

test.each([
  ['deeper fields', '  ingress:\n  - action: Allow\n'],
  ['other fields', 'status: {}\n'],
])('%s that stand below a separator belong to no object, and that is said', (_, fields) => {
  const sample = readSample(`Words.\n\n${policy('a')}---\n${fields}\nMore words\n`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual(['error yaml/syntax 18']);
});

test('tabs as indentation are read as spaces, with a warning', () => {
  const sample = readSample('kind: Tier\nmetadata:\n\tname: a\nspec:\n\torder: 5\n');
  expect(sample.objects.map(plainOf)).toEqual([{ kind: 'Tier', metadata: { name: 'a' }, spec: { order: 5 } }]);
  expect(sample.told).toEqual(['warning text/repaired 3']);
  expect(sourceOf(sample, nodeAt(sample.objects[0], 'spec', 'order'))).toBe('5');
});

test('indentation of no-break spaces would hide the spec', () => {
  const sample = readSample('kind: Tier\nmetadata:\n\u00a0\u00a0name: a\nspec:\n\u00a0\u00a0order: 5\n');
  expect(sample.objects.map(plainOf)).toEqual([{ kind: 'Tier', metadata: { name: 'a' }, spec: { order: 5 } }]);
  expect(sample.told).toEqual(['warning text/repaired 3']);
});

test('an abbreviated object is used, and what is missing is named', () => {
  const sample = readSample(`${policy('a')}  egress:\n  ...\n`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual(['warning file/truncated 16']);
});

test('a here-document without its end', () => {
  const sample = readSample(`cat <<EOF | kubectl apply -f -\n${policy('a')}`);
  expect(namesOf(sample)).toEqual(['NetworkPolicy shop/a']);
  expect(sample.told).toEqual(['warning file/truncated 1']);
});

test('places are right after repairs', () => {
  const text = `> Look:\n> \n> \`\`\`yaml\n${policy('a', 'app\u00a0== ‘web’\u200b').replaceAll(/^/gm, '> ')}\n> \`\`\`\n`;
  const sample = readSample(text);
  const { objects } = sample;
  expect(sourceOf(sample, nodeAt(objects[0], 'spec', 'selector'))).toBe('app\u00a0== ‘web’');
  expect(nodeAt(objects[0], 'spec', 'selector')).toMatchObject({ text: "app == 'web'" });
  const ingress = nodeAt(objects[0], 'spec', 'ingress');
  const rule = ingress?.kind === 'list' ? ingress.items[0] : undefined;
  expect(sourceOf(sample, rule)?.startsWith('action: Allow')).toBe(true);
  expect(sourceOf(sample, nodeAt(objects[0], 'spec', 'types'))).toBe('- Ingress');
});

test.each([
  [
    'Helm',
    "selector: tenant != '{{ tenant }}'",
    '"{{ tenant }}" on line 5 is a variable that nothing has replaced.',
    'text/template',
  ],
  [
    'the shell',
    'selector: app == "$APP"',
    '"$APP" on line 5 is a variable that nothing has replaced.',
    'text/template',
  ],
  [
    'the shell, in braces',
    'tier: ${TIER}',
    '"${TIER}" on line 5 is a variable that nothing has replaced.',
    'text/template',
  ],
  ['kustomize', 'tier: $(TIER)', '"$(TIER)" on line 5 is a variable that nothing has replaced.', 'text/template'],
  ['a reader', 'tier: <your-tier>', '"<your-tier>" on line 5 is still a placeholder.', 'text/placeholder'],
  ['a reader who does not look', 'tier: CHANGEME', '"CHANGEME" on line 5 is still a placeholder.', 'text/placeholder'],
  ['a build', 'tier: __TIER__', '"__TIER__" on line 5 is still a placeholder.', 'text/placeholder'],
])('what %s was to fill in is named', (_, line, message, code) => {
  const sample = readSample(`kind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n  ${line}\n`);
  expect(sample.diagnostics).toMatchObject([{ code, severity: 'warning', message }]);
  expect(sample.objects).toHaveLength(1);
});

test('what containers and annotations expand is left to them', () => {
  const sample = readSample(
    'kind: Pod\nmetadata: {name: a, annotations: {x: "{{ y }}"}}\nspec:\n  containers:\n  - args: ["--map=$(NAMESPACE)/x", "<b>"]\n',
  );
  expect(sample.told).toEqual([]);
});

test.each([
  ['No resources found in shop namespace.', 'info'],
  [
    'Error from server (Forbidden): pods is forbidden: User "u" cannot list resource "pods" in API group "" at the cluster scope',
    'error',
  ],
  ['error: the server doesn\'t have a resource type "tiers"', 'error'],
  ['Error from server (NotFound): networkpolicies.networking.k8s.io "x" not found', 'info'],
  ['Error from server (Expired): The provided continue parameter is too old', 'warning'],
  ['Unable to connect to the server: dial tcp: lookup k8s: no such host', 'error'],
  ['The connection to the server localhost:8080 was refused - did you specify the right host or port?', 'error'],
  ['error: You must be logged in to the server (Unauthorized)', 'error'],
  [
    'error: unable to retrieve the complete list of server APIs: projectcalico.org/v3: stale GroupVersion discovery',
    'warning',
  ],
  ['version mismatch.', 'error'],
  ["resource type 'tier' is not supported", 'warning'],
  ['unknown flag: --al', 'error'],
  ['command terminated with exit code 127', 'error'],
  ['error: something else', 'warning'],
])('%s', (line, severity) => {
  expect(readSample(`${line}\n`).told).toEqual([`${severity} file/command-failed 1`]);
  const beside = readSample(`$ kubectl get x\n${line}\n$ kubectl get y -o yaml\n${policy('a')}`);
  expect(namesOf(beside)).toEqual(['NetworkPolicy shop/a']);
  expect(beside.told).toEqual([`${severity} file/command-failed 2`]);
});

test('a missing right is named with the rule to ask for', () => {
  const { diagnostics } = readSample(
    'Error from server (Forbidden): tiers.projectcalico.org is forbidden: User "u" cannot list resource "tiers" in API group "projectcalico.org" at the cluster scope\n',
  );
  expect(diagnostics[0]).toMatchObject({
    message: 'You may not list tiers, so they are missing.',
    hint: expect.stringContaining(
      '{apiGroups: ["projectcalico.org"], resources: [tiers], verbs: [get, list]}',
    ) as string,
  });
});

test.each([
  [
    'kubectl describe',
    'Name:         allow-web\nNamespace:    shop\nLabels:       <none>\nSpec:\n  PodSelector:     app=db\n  Allowing ingress traffic:\n    To Port: 5432/TCP\n',
    'warning',
  ],
  ['kubectl get -o name', 'networkpolicy.networking.k8s.io/allow-web\n', 'warning'],
  ['kubectl explain', 'KIND:     NetworkPolicy\nVERSION:  networking.k8s.io/v1\n\nDESCRIPTION:\n  x\n', 'warning'],
  ['Terraform', 'resource "kubernetes_network_policy" "x" {\n  metadata {\n', 'warning'],
  ['a login page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n', 'error'],
  ['iptables-save', '*filter\n:INPUT ACCEPT [0:0]\n:cali-tw-x - [0:0]\n-A cali-tw-x -j DROP\nCOMMIT\n', 'warning'],
  ['nft', 'table ip calico {\n\tset x {\n', 'warning'],
  ['ipset', 'Name: cali40s:x\nType: hash:net\n', 'warning'],
  ['conntrack', 'tcp      6 86389 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2\n', 'warning'],
  [
    'a kernel log',
    'Aug  1 node-1 kernel: calico-packet: IN=cali1 OUT=eth0 MAC=ee SRC=10.0.0.1 DST=10.0.0.2\n',
    'warning',
  ],
])('%s is named', (_, text, severity) => {
  const sample = readSample(text);
  expect(sample.told).toEqual([`${severity} file/wrong-view 1`]);
});

test('a text without objects says so; with objects, prose is passed over', () => {
  expect(readSample(`---\ntitle: "guide"\n---\n\n${prose}`).told).toEqual(['warning file/nothing-found 1']);
});

test('two policies in a page that lost its indentation, with curly quotes and dashes', () => {
  const sample = readSample(`# 4.1

“\`yaml

Default deny

apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
name: deny
namespace: shop # where
spec:
podSelector: {} # all pods
policyTypes:
– Ingress

Monitoring

apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
name: monitoring
spec:
order: 50 # early
selector: “all()”
ingress:
– action: Allow
protocol: TCP
source:
namespaceSelector: “name == ‘monitoring'” # “who”
destination:
ports:
– 9100
types:
– Ingress
“\`

The end: words.
`);
  expect(sample.objects.map(plainOf)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'monitoring' },
      spec: {
        order: 50,
        selector: 'all()',
        ingress: [
          {
            action: 'Allow',
            protocol: 'TCP',
            source: { namespaceSelector: "name == 'monitoring'" },
            destination: { ports: [9100] },
          },
        ],
        types: ['Ingress'],
      },
    },
  ]);
  expect(sample.told).toEqual([
    'warning text/repaired 15',
    'warning text/repaired 7',
    'warning text/repaired 25',
    'warning text/repaired 27',
    'warning text/repaired 19',
  ]);
  expect(sourceOf(sample, nodeAt(sample.objects[1], 'spec', 'ingress'))?.endsWith('– 9100')).toBe(true);
});
