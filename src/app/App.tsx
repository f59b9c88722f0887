import { useDeferredValue } from 'react';
import styles from './App.module.css';
import { usePageInput } from './input/use-page-input';
import { Announcer } from './panels/frame/Announcer';
import { CrashBanner } from './panels/frame/CrashBanner';
import { DropOverlay } from './panels/frame/DropOverlay';
import { ErrorBoundary } from './panels/frame/ErrorBoundary';
import { Frame } from './panels/frame/Frame';
import { Notice } from './panels/frame/Notice';
import { Palette } from './panels/palette/Palette';
import { StartScreen } from './panels/start/StartScreen';
import { StatusBar } from './panels/status/StatusBar';
import { TopBar } from './panels/top-bar/TopBar';
import { Tips } from './parts/Tips';
import { useApp } from './state/use-app';

export function App() {
  const hasFiles = useApp((state) => state.files.length > 0);
  // Many panels at once: React makes them in small steps, while the files are already read.
  const isReady = useDeferredValue(hasFiles) && hasFiles;
  const closeAll = useApp((state) => state.closeAll);
  const isHovered = usePageInput();
  return (
    <div className={styles.page}>
      <TopBar />
      <CrashBanner />
      <ErrorBoundary onStartOver={closeAll}>{isReady ? <Frame /> : <StartScreen />}</ErrorBoundary>
      {hasFiles && <StatusBar />}
      {isHovered && <DropOverlay />}
      <Notice />
      <Announcer />
      <Palette />
      <Tips />
    </div>
  );
}
