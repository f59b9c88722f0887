import type { ClusterMap, MapEdge, MapNode, PoliciesOnPods, Served } from '../../../analysis/answers';
import { interestRank } from '../../../analysis/interests';
import { printProtocol } from '../../../model/flow';
import { counted, groupDigits } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { Cut } from '../../parts/Cut';
import { nodeById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import { EdgeRow } from './EdgeRow';
import { Fact, Facts, Part, SummaryHead } from './Facts';
import { PolicyRefRow } from './PolicyRefRow';
import { EndpointRows } from './PolicySummary';
import styles from './NodeSummary.module.css';
import { FirstOf, Row, RowHint, RowList } from './RowList';

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
        name={
          node.namespace === undefined || node.kind === 'namespace' ? node.label : `${node.namespace}/${node.label}`
        }
      />
      <Facts>
        {node.detail !== '' && <Fact name="Note">{node.detail}</Fact>}
        {node.serves.length > 0 && <Fact name="Serves">{node.serves.map(servedText).join(', ')}</Fact>}
        {node.holds !== undefined && <Fact name="Holds">{holdsText(node.holds)}</Fact>}
        {node.pods === 0 && <Fact name="Addresses">{node.members.join(', ')}</Fact>}
      </Facts>
      {node.holds !== undefined && <OpenGroup id={id} />}
      {node.pods > 0 && <MembersAndPolicies node={node} />}
      <Edges map={map} title="From here" edges={map.edges.filter(({ from }) => from === id)} />
      <Edges map={map} title="To here" edges={map.edges.filter(({ to }) => to === id)} />
    </article>
  );
}

function NamespaceSummary({ map, namespace }: { map: ClusterMap; namespace: string }) {
  const selectOnMap = useApp((state) => state.selectOnMap);
  const toggleNamespace = useApp((state) => state.toggleNamespace);
  const isCollapsed = useApp((state) => state.collapsed.has(namespace));
  const nodes = map.nodes.filter((node) => node.namespace === namespace);
  return (
    <article aria-label={`Summary of ${namespace}`}>
      <SummaryHead kind="Namespace" name={namespace} />
      <Part title={counted(nodes.length, 'service')}>
        <RowList items={nodes} keyOf={({ id }) => id}>
          {(node) => (
            <Row
              onClick={() => {
                if (isCollapsed) toggleNamespace(namespace);
                selectOnMap([node.id]);
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
  const grouping = useApp((state) => state.map?.grouping);
  const focus = useApp((state) => state.focus);
  const { answer: detail } = useLookUp('node', { grouping, focus, id: node.id });
  if (detail === undefined) return undefined;
  const isGroup = node.holds !== undefined;
  return (
    <>
      <PoliciesThatApply policies={detail.ingress} pods={detail.pods} title="Ingress policies" />
      <PoliciesThatApply policies={detail.egress} pods={detail.pods} title="Egress policies" />
      <Part title={counted(node.pods, 'pod')}>
        <EndpointRows endpoints={detail.members} total={detail.pods} nameOf={({ id, name }) => (isGroup ? id : name)} />
      </Part>
    </>
  );
}

interface PoliciesThatApplyProps {
  readonly policies: PoliciesOnPods;
  readonly pods: number;
  readonly title: string;
}

/** In evaluation order; where they do not apply to all members, to how many. */
function PoliciesThatApply({ policies, pods: all, title }: PoliciesThatApplyProps) {
  return (
    <Part title={title}>
      {policies.total === 0 ? (
        <p>None: profiles decide.</p>
      ) : (
        <RowList items={policies.listed} keyOf={({ policy }) => policy.ref.id}>
          {({ policy, pods }) => (
            <PolicyRefRow
              policy={policy}
              hint={pods < all ? `${groupDigits(pods)} of ${groupDigits(all)} pods` : undefined}
            />
          )}
        </RowList>
      )}
      <FirstOf shown={policies.listed.length} total={policies.total} />
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

/** Into the group, or out of it again. */
function OpenGroup({ id }: { id: string }) {
  const openGroup = useApp((state) => state.openGroup);
  const isOpen = useApp((state) => state.focus === id);
  if (isOpen || id === 'rest') return undefined;
  return (
    <p className={styles.open}>
      <Button onClick={() => openGroup(id)}>Open on the map</Button>
    </p>
  );
}

function holdsText({ namespaces, services }: NonNullable<MapNode['holds']>): string {
  const inside = counted(services, 'service');
  return namespaces === 1 ? inside : `${counted(namespaces, 'namespace')} with ${inside}`;
}

function kindText({ kind, pods }: MapNode): string {
  switch (kind) {
    case 'service':
      return `Service with ${counted(pods, 'pod')}`;
    case 'workload':
    case 'app':
      return `Workload without a Service, ${counted(pods, 'pod')}`;
    case 'namespace':
      return 'Namespace';
    case 'group':
      return 'Group';
    case 'network-set':
      return 'Network set';
    case 'cidr':
      return 'Network named by rules';
    case 'world':
      return 'Outside the cluster';
  }
}
