import { useMemo } from 'react';
import type { SearchEntry } from '../../../analysis/answers';
import { policyId } from '../../../model/ids';
import { useFilePicker } from '../../input/use-file-picker';
import { namespacesOf } from '../../state/derive';
import { useApp, useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';
import { useShowPlace } from '../map/use-find-node';
import { useExamples } from '../../state/use-examples';
import { useOpenExample } from '../../state/use-open-example';
import { usePicture } from '../top-bar/use-picture';
import { focusQuestion } from '../question/focus-question';

/** Something the palette can do. */
export interface Command {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly run: () => void;
}

/** Actions, then files. */
export function useCommands(): readonly Command[] {
  const actions = useActions();
  const files = useFiles();
  return useMemo(() => [...actions, ...files], [actions, files]);
}

function useActions(): readonly Command[] {
  const store = useAppStore();
  const canvas = useCanvas();
  const pick = useFilePicker();
  const take = usePicture();
  const examples = useExamples();
  const openExample = useOpenExample();
  const hasFiles = useApp((state) => state.files.length > 0);
  const map = useApp((state) => state.map);
  return useMemo(() => {
    const state = () => store.getState();
    const input: Command[] = [
      action('Add files', () => pick('files')),
      action('Add folder', () => pick('folder')),
      action('Paste text into a new file', () => state().writeFile()),
    ];
    const view: Command[] = [
      action('Ask a question', focusQuestion),
      action('Swap source and destination', () => state().swapEnds()),
      action('Clear the question', () => state().clearQuestion()),
      action('Show the map', () => state().chooseView('map')),
      action('Show connections as a table', () => state().chooseView('connections')),
      action('List files', () => state().chooseLeftTab('files')),
      action('List policies', () => state().chooseLeftTab('policies')),
      action('List endpoints', () => state().chooseLeftTab('endpoints')),
      action('Open the editor', () => state().openDrawer('editor')),
      action('Open problems', () => state().openDrawer('problems')),
      action('Close all files', () => state().closeAll()),
    ];
    const picture: Command[] = [
      action('Fit the map', () => canvas.get()?.fit()),
      action('Collapse all namespaces', () => state().collapseNamespaces(map === undefined ? [] : namespacesOf(map))),
      action('Expand all namespaces', () => state().collapseNamespaces([])),
      action('Export map as PNG', () => take('png')),
      action('Export map as SVG', () => take('svg')),
      action('Copy map as image', () => take('copy')),
    ];
    const theme: Command[] = [
      action('Theme: light', () => state().chooseTheme('light')),
      action('Theme: dark', () => state().chooseTheme('dark')),
      action('Theme: as the system', () => state().chooseTheme('system')),
    ];
    const offered = examples.map((example) => ({
      id: `example ${example.id}`,
      text: `Open example: ${example.title}`,
      detail: example.description,
      run: () => openExample(example),
    }));
    return [...(hasFiles ? view : []), ...(map === undefined ? [] : picture), ...input, ...theme, ...offered];
  }, [store, canvas, pick, take, examples, openExample, hasFiles, map]);
}

const action = (text: string, run: () => void): Command => ({ id: `do ${text}`, text, detail: '', run });

function useFiles(): readonly Command[] {
  const files = useApp((state) => state.files);
  const openFile = useApp((state) => state.openFile);
  return useMemo(
    () => files.map(({ id, name }) => ({ id: `file ${id}`, text: name, detail: 'File', run: () => openFile(id) })),
    [files, openFile],
  );
}

/** Goes to what has a name: on the map where it is drawn, else in the panel that tells about it. */
export function useGoTo(): (entry: SearchEntry) => Command {
  const store = useAppStore();
  const showPlace = useShowPlace();
  return useMemo(
    () =>
      (entry: SearchEntry): Command => ({
        id: `go ${entry.kind} ${entry.id}`,
        text: entry.text,
        detail: entry.detail,
        run() {
          const { inspect, fillEnd } = store.getState();
          const { kind, text, id, places } = entry;
          if (kind === 'pod' || kind === 'workload') inspect({ kind: 'endpoint', id });
          else if (kind === 'policy') inspect({ kind: 'policy', id: policyId(id) });
          else if (!showPlace(places) && kind !== 'namespace') fillEnd('to', { text, kind });
        },
      }),
    [store, showPlace],
  );
}
