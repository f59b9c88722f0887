import { useEffect, useRef } from 'react';
import { mountCanvas, type Canvas } from '../../../canvas/mount-canvas';
import type { GraphView } from '../../../graph/graph-view';
import { useApp, useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';
import { useTheme } from '../../state/use-theme';
import { readTheme } from '../../theme';
import styles from './MapCanvas.module.css';

/** The drawing surface in the page: owns its life and passes changes in. */
export function MapCanvas({
  view,
  onHover,
}: {
  view: GraphView | undefined;
  onHover: (id: string | undefined) => void;
}) {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<Canvas>(undefined);
  const holder = useCanvas();
  const store = useAppStore();
  const theme = useTheme();
  const themeNow = useRef(theme);
  const selectOnMap = useApp((state) => state.selectOnMap);

  useEffect(() => {
    if (container.current === null) return undefined;
    const surface = mountCanvas(container.current, {
      theme: readTheme(themeNow.current),
      label: 'Map of connections',
      events: {
        onSelect: selectOnMap,
        onHover,
        onToggleNamespace: (namespace) => store.getState().toggleNamespace(namespace),
        onOpen(id) {
          const { map, openGroup, openOnMap } = store.getState();
          if (map?.nodes.find((node) => node.id === id)?.holds === undefined) openOnMap(id);
          else openGroup(id);
        },
      },
    });
    canvas.current = surface;
    holder.hold(surface);
    return () => {
      surface.dispose();
      canvas.current = undefined;
      holder.release(surface);
    };
  }, [holder, store, selectOnMap, onHover]);

  useEffect(() => {
    themeNow.current = theme;
    canvas.current?.setTheme(readTheme(theme));
  }, [theme]);
  useEffect(() => {
    if (view !== undefined) canvas.current?.show(view);
  }, [view]);

  return <div ref={container} className={styles.canvas} />;
}
