import type { EdgeInterest, Grouping } from '../../analysis/answers';
import type { GraphChoices } from '../../graph/graph-view';
import type { Regime } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { Scope } from '../../model/verdict';
import type { Access } from './access';
import type { Saved } from './saved';
import type { ChoicesSlice, DrawerTab, Inspected, LeftTab, PanelSizes, ThemeChoice, View } from './state';
import { emptyQuestion } from '../question/question';
import type { Loading } from './loading';

export interface ChoiceActions {
  readonly chooseTheme: (theme: ThemeChoice) => void;
  readonly chooseView: (view: View) => void;
  readonly chooseLeftTab: (tab: LeftTab) => void;
  readonly openLeft: (open: boolean) => void;
  readonly openRight: (open: boolean) => void;
  readonly resizePanels: (sizes: Partial<PanelSizes>) => void;
  /** Something from a list, or a link: the right panel tells about it. */
  readonly inspect: (what: Inspected) => void;
  /** Opens the editor at a place. */
  readonly openPlace: (at: SourceRange) => void;
  readonly openFile: (file: FileId) => void;
  readonly openDrawer: (tab: DrawerTab) => void;
  readonly closeDrawer: () => void;
  readonly showEdges: (show: GraphChoices['show']) => void;
  /** Edges of a class that does not fit are drawn all the same. */
  readonly showClass: (interest: EdgeInterest) => void;
  /** Where the map groups services itself, a namespace is opened or closed there; else it is drawn as one node or not. */
  readonly toggleNamespace: (namespace: string) => void;
  readonly collapseNamespaces: (namespaces: readonly string[]) => void;
  readonly chooseGrouping: (grouping: Grouping) => void;
  /** Shows what is in a group of the map, the rest folded; `undefined`: closes what is open. */
  readonly openGroup: (id: string | undefined) => void;
  readonly searchMap: (text: string) => void;
  readonly chooseScope: (scope: Scope) => void;
  readonly chooseRegime: (regime: Regime | undefined) => void;
  readonly tell: (text: string) => void;
  readonly dismissNotice: () => void;
  readonly openPalette: (open: boolean) => void;
}

export const firstChoices = (saved: Saved): ChoicesSlice => ({
  theme: saved.theme,
  view: 'map',
  leftTab: saved.leftTab,
  leftOpen: true,
  rightOpen: true,
  sizes: saved.sizes,
  drawer: { open: false, tab: 'editor', file: undefined, reveal: undefined },
  inspected: { kind: 'cluster' },
  question: emptyQuestion,
  problem: undefined,
  selection: [],
  show: 'default',
  shownClasses: new Set(),
  collapsed: new Set(),
  grouping: undefined,
  focus: undefined,
  mapSearch: '',
  scope: 'enforced',
  regime: undefined,
  notice: undefined,
  paletteOpen: false,
});

export function createChoiceActions({ get, set }: Access, loading: Loading): ChoiceActions {
  function openGroup(focus: string | undefined): void {
    if (focus === get().focus) return;
    set({ focus, selection: [], inspected: focus === undefined ? { kind: 'cluster' } : { kind: 'node', id: focus } });
    loading.askForMap();
  }

  return {
    openGroup,
    chooseGrouping(grouping) {
      set({ grouping, focus: undefined, selection: [], inspected: { kind: 'cluster' } });
      loading.askForMap();
    },
    chooseTheme: (theme) => set({ theme }),
    chooseView: (view) => set({ view }),
    chooseLeftTab: (leftTab) => set({ leftTab, leftOpen: true }),
    openLeft: (leftOpen) => set({ leftOpen }),
    openRight: (rightOpen) => set({ rightOpen }),
    resizePanels: (sizes) => set({ sizes: { ...get().sizes, ...sizes } }),
    inspect: (inspected) => set({ inspected, rightOpen: true }),
    openPlace(at) {
      const times = (get().drawer.reveal?.times ?? 0) + 1;
      set({ drawer: { open: true, tab: 'editor', file: at.file, reveal: { at, times } } });
    },
    openFile: (file) => set({ drawer: { ...get().drawer, open: true, tab: 'editor', file, reveal: undefined } }),
    openDrawer: (tab) =>
      set({ drawer: { ...get().drawer, open: true, tab, file: get().drawer.file ?? get().files[0]?.id } }),
    closeDrawer: () => set({ drawer: { ...get().drawer, open: false } }),
    showEdges: (show) => set({ show }),
    showClass: (interest) => set({ shownClasses: new Set([...get().shownClasses, interest]) }),
    toggleNamespace(namespace) {
      const { collapsed, map, focus } = get();
      const id = `ns:${namespace}`;
      if (map !== undefined && map.grouping !== 'service') {
        openGroup(id === focus ? map.path.at(-2)?.id : id);
        return;
      }
      const others = [...collapsed].filter((name) => name !== namespace);
      set({ collapsed: new Set(collapsed.has(namespace) ? others : [...others, namespace]) });
    },
    collapseNamespaces: (namespaces) => set({ collapsed: new Set(namespaces) }),
    searchMap: (mapSearch) => set({ mapSearch }),
    chooseScope(scope) {
      set({ scope });
      loading.askForAll();
    },
    chooseRegime(regime) {
      set({ regime });
      loading.load('now');
    },
    tell: (text) => set({ notice: { text, times: (get().notice?.times ?? 0) + 1 } }),
    dismissNotice: () => set({ notice: undefined }),
    openPalette: (paletteOpen) => set({ paletteOpen }),
  };
}
