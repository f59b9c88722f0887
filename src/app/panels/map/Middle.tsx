import { Later } from '../../parts/Later';
import { useApp } from '../../state/use-app';
import { ConnectionsTable } from '../connections/ConnectionsTable';
import { EmptyMap } from './EmptyMap';
import { MapView } from './MapView';
import styles from './Middle.module.css';
import { OpenedPath } from './OpenedPath';
import { ViewHeader } from './ViewHeader';

/** The views of the cluster. The map stays mounted behind the table: it keeps its places, and can be exported. */
export function Middle() {
  const view = useApp((state) => state.view);
  const session = useApp((state) => state.session);
  const map = useApp((state) => state.map);
  const drawable = map === undefined || map.nodes.length === 0 ? undefined : map;
  const isMapShown = view === 'map' && drawable !== undefined;
  return (
    <section className={styles.middle} aria-label="Cluster">
      <h1 className={styles.title}>{view === 'map' ? 'Map of connections' : 'Connections'}</h1>
      <ViewHeader />
      {map !== undefined && <OpenedPath map={map} />}
      <div className={styles.views}>
        <div className={styles.view} data-shown={isMapShown} inert={!isMapShown}>
          <Later>
            {/* Made ready while files are read. */}
            <MapView key={session} map={drawable} />
          </Later>
        </div>
        {drawable === undefined && (
          <div className={styles.view}>
            <EmptyMap isEvaluated={map !== undefined} />
          </div>
        )}
        {drawable !== undefined && view === 'connections' && (
          <div className={styles.view} data-shown>
            <ConnectionsTable map={drawable} />
          </div>
        )}
      </div>
    </section>
  );
}
