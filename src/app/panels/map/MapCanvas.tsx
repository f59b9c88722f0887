import { useEffect, useRef, useState } from 'react';
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
  const [canvas, setCanvas] = useState<Canvas>();
  const holder = useCanvas();
  const store = useAppStore();
  const theme = useTheme();
  const themeNow = useRef(theme);
  const selectOnMap = useApp((state) => state.selectOnMap);

  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    let surface: Canvas | undefined;
    // In a task of its own: it takes as long as all other panels together.
    const timer = setTimeout(() => {
      surface = mountCanvas(element, {
        theme: readTheme(themeNow.current),
        label: 'Map of connections',
        events: {
          onSelect: selectOnMap,
          onHover,
          onShown: () => {},
          onToggleNamespace: (namespace) => store.getState().toggleNamespace(namespace),
          onOpen(id) {
            const { map, openGroup, openOnMap } = store.getState();
            if (map?.nodes.find((node) => node.id === id)?.holds === undefined) openOnMap(id);
            else openGroup(id);
          },
        },
      });
      holder.hold(surface);
      setCanvas(surface);
    });
    return () => {
      clearTimeout(timer);
      if (surface === undefined) return;
      surface.dispose();
      holder.release(surface);
      setCanvas(undefined);
    };
  }, [holder, store, selectOnMap, onHover]);

  useEffect(() => {
    themeNow.current = theme;
    canvas?.setTheme(readTheme(theme));
  }, [canvas, theme]);
  useEffect(() => {
    if (view !== undefined) canvas?.show(view);
  }, [canvas, view]);

  return <div ref={container} className={styles.canvas} />;
}
