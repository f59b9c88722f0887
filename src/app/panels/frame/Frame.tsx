import { useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Later } from '../../parts/Later';
import { useMedia } from '../../parts/use-media';
import { useApp, useAppStore } from '../../state/use-app';
import { AnswerPanel } from '../answer/AnswerPanel';
import { Drawer } from '../drawer/Drawer';
import { ListsPanel } from '../lists/ListsPanel';
import { Middle } from '../map/Middle';
import styles from './Frame.module.css';
import { SideDrawer } from './SideDrawer';

/** Lists, view and answer beside each other; where there is no room, the sides slide over the view. */
export function Frame() {
  const leftDocked = useMedia('(width >= 1100px)');
  const rightDocked = useMedia('(width >= 800px)');
  const leftOpen = useApp((state) => state.leftOpen);
  const rightOpen = useApp((state) => state.rightOpen);
  const openLeft = useApp((state) => state.openLeft);
  const openRight = useApp((state) => state.openRight);
  const sizes = useAppStore().getState().sizes;
  const resizePanels = useApp((state) => state.resizePanels);
  // Beside the view they are open to begin with; over it, once asked for.
  useEffect(() => openLeft(leftDocked), [leftDocked, openLeft]);
  useEffect(() => openRight(rightDocked), [rightDocked, openRight]);
  const left = leftDocked && leftOpen;
  const right = rightDocked && rightOpen;
  return (
    <main className={styles.main}>
      <Group id="frame" orientation="horizontal" className={styles.frame}>
        {left && (
          <>
            <Panel
              id="left"
              className={styles.side}
              defaultSize={sizes.left}
              minSize={200}
              maxSize={480}
              groupResizeBehavior="preserve-pixel-size"
              onResize={({ inPixels }) => resizePanels({ left: Math.round(inPixels) })}
            >
              <Later>
                <ListsPanel />
              </Later>
            </Panel>
            <Separator className={styles.separator} aria-label="Width of the lists" />
          </>
        )}
        <Panel id="middle" minSize={leftDocked ? 480 : 280} className={styles.middle}>
          <MiddleWithDrawer />
        </Panel>
        {right && (
          <>
            <Separator className={styles.separator} aria-label="Width of the answer" />
            <Panel
              id="right"
              className={styles.side}
              defaultSize={sizes.right}
              minSize={300}
              maxSize={640}
              groupResizeBehavior="preserve-pixel-size"
              onResize={({ inPixels }) => resizePanels({ right: Math.round(inPixels) })}
            >
              <Later>
                <Later>
                  <AnswerPanel />
                </Later>
              </Later>
            </Panel>
          </>
        )}
      </Group>
      {!leftDocked && leftOpen && (
        <SideDrawer side="left" label="Lists" onClose={() => openLeft(false)}>
          <ListsPanel />
        </SideDrawer>
      )}
      {!rightDocked && rightOpen && (
        <SideDrawer side="right" label="Answer" onClose={() => openRight(false)}>
          <AnswerPanel />
        </SideDrawer>
      )}
    </main>
  );
}

function MiddleWithDrawer() {
  const open = useApp((state) => state.drawer.open);
  const size = useAppStore().getState().sizes.drawer;
  const resizePanels = useApp((state) => state.resizePanels);
  return (
    <Group id="middle-group" orientation="vertical" className={styles.frame}>
      <Panel id="view" minSize={120} className={styles.middle}>
        <Middle />
      </Panel>
      {open && (
        <>
          <Separator className={styles.rowSeparator} aria-label="Height of the editor" />
          <Panel
            id="drawer"
            className={styles.middle}
            defaultSize={`${size}%`}
            minSize={96}
            onResize={({ asPercentage }) => resizePanels({ drawer: Math.round(asPercentage) })}
          >
            <Drawer />
          </Panel>
        </>
      )}
    </Group>
  );
}
