import { useMemo } from 'react';
import { policyName } from '../../../report/words';
import { useFilePicker } from '../../input/use-file-picker';
import { namespacesOf } from '../../state/derive';
import { useApp, useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';
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

/** Actions first, then everything that has a name. */
export function useCommands(): readonly Command[] {
  const actions = useActions();
  const places = usePlaces();
  return useMemo(() => [...actions, ...places], [actions, places]);
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

function usePlaces(): readonly Command[] {
  const store = useAppStore();
  const canvas = useCanvas();
  const search = useApp((state) => state.search);
  const policies = useApp((state) => state.policies);
  const files = useApp((state) => state.files);
  return useMemo(() => {
    const state = () => store.getState();
    const named = (search ?? []).map(({ kind, text, detail, node }): Command => ({
      id: `go ${kind} ${text}`,
      text,
      detail,
      run() {
        if (kind === 'pod' || kind === 'workload') state().inspect({ kind: 'endpoint', id: text });
        else if (node === undefined) state().fillEnd('to', { text, kind });
        else {
          state().selectOnMap([node]);
          canvas.get()?.focus(node);
        }
      },
    }));
    const ordered = (policies?.tiers ?? []).flatMap((tier) =>
      tier.policies.map(({ ref, order }): Command => ({
        id: `policy ${ref.id}`,
        text: policyName(ref),
        detail: `Policy in ${tier.name}, ${order === undefined ? 'no order' : `order ${order}`}`,
        run: () => state().inspect({ kind: 'policy', id: ref.id }),
      })),
    );
    const opened = files.map(({ id, name }): Command => ({
      id: `file ${id}`,
      text: name,
      detail: 'File',
      run: () => state().openFile(id),
    }));
    return [...named, ...ordered, ...opened];
  }, [store, canvas, search, policies, files]);
}
