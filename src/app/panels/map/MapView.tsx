import { useState } from 'react';
import type { ClusterMap } from '../../../analysis/answers';
import { HiddenLine } from './HiddenLine';
import { HoverLine } from './HoverLine';
import { Legend } from './Legend';
import { MapCanvas } from './MapCanvas';
import { MapOutline } from './MapOutline';
import styles from './MapView.module.css';
import { useGraphView } from './use-graph-view';
import { ZoomButtons } from './ZoomButtons';

/** The picture, what it leaves out, how to read it, and the same as an outline. Without a map, ready for one. */
export function MapView({ map }: { map: ClusterMap | undefined }) {
  const [layout, setLayout] = useState(0);
  const [hovered, setHovered] = useState<string>();
  const view = useGraphView(map, layout);
  return (
    <div className={styles.view}>
      <MapCanvas view={view} onHover={setHovered} />
      {view !== undefined && (
        <>
          <MapOutline outline={view.outline} />
          <HiddenLine hidden={view.hidden} />
          <HoverLine view={view} hovered={hovered} />
          <Legend kinds={view.legend} />
        </>
      )}
      <ZoomButtons onTidy={() => setLayout((run) => run + 1)} />
    </div>
  );
}
