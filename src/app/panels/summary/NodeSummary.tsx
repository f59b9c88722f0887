import type { ClusterMap, EndpointRow, MapEdge, MapNode, Served } from '../../../analysis/answers';
import { interestRank } from '../../../graph/edge-kind';
import { printProtocol } from '../../../model/flow';
import type { PolicyId } from '../../../model/ids';
import { counted } from '../../../report/sentence';
import { Cut } from '../../parts/Cut';
import { endpointById, nodeById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { EdgeRow } from './EdgeRow';
import { Fact, Facts, Part, SummaryHead } from './Facts';
import { PolicyRefRow } from './PolicyRefRow';
import { Row, RowHint, RowList } from './RowList';

/** A node of the map: what is behind it, which policies apply there, and its connections. */
export function NodeSummary({ id }: { id: string }) {
  const map = useApp((state) => state.map);
  if (map === undefined) return undefined;
  const node = nodeById(map).get(id);
  if (node === undefined) return <NamespaceSummary map={map} namespace={id.replace(/^ns:/, '')} />;
  return (
    <article aria-label={`Summary of ${node.label}`}>
      <SummaryHead
        kind={kindText(node)}
        name={node.namespace === undefined ? node.label : `${node.namespace}/${node.label}`}
      />
      <Facts>
        {node.detail !== '' && <Fact name="Note">{node.detail}</Fact>}
        {node.serves.length > 0 && <Fact name="Serves">{node.serves.map(servedText).join(', ')}</Fact>}
        {node.pods === 0 && <Fact name="Addresses">{node.members.join(', ')}</Fact>}
      </Facts>
      {node.pods > 0 && <MembersAndPolicies node={node} />}
      <Edges map={map} title="From here" edges={map.edges.filter(({ from }) => from === id)} />
      <Edges map={map} title="To here" edges={map.edges.filter(({ to }) => to === id)} />
    </article>
  );
}

function NamespaceSummary({ map, namespace }: { map: ClusterMap; namespace: string }) {
  const inspect = useApp((state) => state.inspect);
  const toggleNamespace = useApp((state) => state.toggleNamespace);
  const nodes = map.nodes.filter((node) => node.namespace === namespace);
  return (
    <article aria-label={`Summary of ${namespace}`}>
      <SummaryHead kind="Namespace" name={namespace} />
      <Part title={counted(nodes.length, 'service')}>
        <RowList items={nodes} keyOf={({ id }) => id}>
          {(node) => (
            <Row
              onClick={() => {
                toggleNamespace(namespace);
                inspect({ kind: 'node', id: node.id });
              }}
            >
              <Cut text={node.label} />
              <RowHint>{counted(node.pods, 'pod')}</RowHint>
            </Row>
          )}
        </RowList>
      </Part>
    </article>
  );
}

function MembersAndPolicies({ node }: { node: MapNode }) {
  const endpoints = useApp((state) => state.endpoints);
  const inspect = useApp((state) => state.inspect);
  if (endpoints === undefined) return undefined;
  const byId = endpointById(endpoints);
  const members = node.members.flatMap((member) => byId.get(member) ?? []);
  return (
    <>
      <PoliciesThatApply members={members} direction="ingress" />
      <PoliciesThatApply members={members} direction="egress" />
      <Part title={counted(node.pods, 'pod')}>
        <RowList items={members} keyOf={({ id }) => id}>
          {(member) => (
            <Row onClick={() => inspect({ kind: 'endpoint', id: member.id })}>
              <Cut text={member.name} />
              <RowHint>{member.addresses[0] ?? 'no address'}</RowHint>
            </Row>
          )}
        </RowList>
      </Part>
    </>
  );
}

/** In evaluation order; where they do not apply to all members, to how many. */
function PoliciesThatApply({
  members,
  direction,
}: {
  members: readonly EndpointRow[];
  direction: 'ingress' | 'egress';
}) {
  const counts = new Map<PolicyId, number>();
  for (const member of members) for (const { id } of member[direction]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (
    <Part title={direction === 'ingress' ? 'Ingress policies' : 'Egress policies'}>
      {counts.size === 0 ? (
        <p>None: profiles decide.</p>
      ) : (
        <RowList items={[...counts]} keyOf={([id]) => id}>
          {([id, count]) => (
            <PolicyRefRow id={id} hint={count < members.length ? `${count} of ${members.length} pods` : undefined} />
          )}
        </RowList>
      )}
    </Part>
  );
}

function Edges({ map, title, edges }: { map: ClusterMap; title: string; edges: readonly MapEdge[] }) {
  if (edges.length === 0) return undefined;
  const sorted = edges.toSorted((a, b) => interestRank(a.interest) - interestRank(b.interest));
  return (
    <Part title={`${title} · ${edges.length}`}>
      <RowList items={sorted} keyOf={({ id }) => id}>
        {(edge) => <EdgeRow edge={edge} map={map} />}
      </RowList>
    </Part>
  );
}

const servedText = ({ protocol, port, servicePort }: Served): string =>
  servicePort === undefined
    ? `${printProtocol(protocol)} ${port}`
    : `${printProtocol(protocol)} ${servicePort} → ${port}`;

function kindText({ kind, pods }: MapNode): string {
  switch (kind) {
    case 'service':
      return `Service with ${counted(pods, 'pod')}`;
    case 'workload':
    case 'app':
      return `Workload without a Service, ${counted(pods, 'pod')}`;
    case 'namespace':
      return 'Namespace';
    case 'network-set':
      return 'Network set';
    case 'cidr':
      return 'Network named by rules';
    case 'world':
      return 'Outside the cluster';
  }
}
