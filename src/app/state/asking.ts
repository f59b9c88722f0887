/** The question bar: filling it in, asking, and asking again after every evaluation. */
import type { GroupedMap, MapEdge, MapNode } from '../../analysis/answers';
import type { ReadEnd } from '../../analysis/read-end';
import type { Engine } from '../../worker/supervise';
import { emptyEnd, type Question, type QuestionEnd, type QuestionPart } from '../question/question';
import { planQuestion, type Plan } from '../question/plan-question';
import type { Access } from './access';
import { createEngineAsker } from './ask-engine';
import { edgesBetween } from './derive';
import type { LookUpActions } from './look-up';

export interface AskActions {
  readonly fillEnd: (part: Exclude<QuestionPart, 'ports'>, end: QuestionEnd) => void;
  readonly fillPorts: (ports: string) => void;
  readonly swapEnds: () => void;
  /** Asks what stands in the bar. */
  readonly ask: () => void;
  /** Fills the bar in and asks. */
  readonly askAbout: (question: Question) => void;
  readonly clearQuestion: () => void;
  /** A double click: of a node, only its own edges; of an edge, its answer. */
  readonly openOnMap: (id: string) => void;
  /** The selection there should be now: up to two nodes, or an edge. Two nodes or an edge are asked about. */
  readonly selectOnMap: (ids: readonly string[]) => void;
}

export interface Asking {
  readonly actions: AskActions;
  /**
   * Asks the last question anew about what is loaded now; settles with its answer. So the verdict does not wait for the
   * map after an edit.
   */
  readonly askAgain: () => Promise<void>;
}

export function createAsking(access: Access, engine: Engine, lookUp: LookUpActions['lookUp']): Asking {
  const { get, set } = access;
  const { run, cancel } = createEngineAsker(access, engine);
  /** Counts questions: names that are read for an older one are of no use. */
  let asked = 0;

  /** What the ends name is known to the engine. `undefined`: another question came between, or it failed. */
  async function planOf(question: Question): Promise<ReturnType<typeof planQuestion> | undefined> {
    asked += 1;
    const own = asked;
    const { revision, scope } = get();
    const read = (end: QuestionEnd): Promise<ReadEnd | undefined> => lookUp('readEnd', { end }).answer;
    try {
      const [from, to] = await Promise.all([read(question.from), read(question.to)]);
      const isCurrent = own === asked && get().revision === revision && get().scope === scope;
      return isCurrent ? planQuestion(question, { from, to }) : undefined;
    } catch {
      return undefined;
    }
  }

  async function ask(): Promise<void> {
    if (get().loaded === undefined || get().load.status === 'crashed') {
      set({ problem: { part: 'from', message: 'The files are not evaluated yet.' } });
      return;
    }
    const plan = await planOf(get().question);
    if (plan === undefined) return;
    if (!plan.ok) {
      set({ problem: plan.error });
      return;
    }
    const selection = selectionOf(plan.value, get().map, get().collapsed);
    set({
      question: plan.value.question,
      problem: undefined,
      inspected: { kind: 'answer' },
      rightOpen: true,
      selection: selection.length > 0 ? selection : get().selection,
    });
    await run(plan.value);
  }

  function askAbout(question: Question): void {
    set({ question });
    void ask();
  }

  async function askAgain(): Promise<void> {
    const { answer } = get();
    if (answer.status === 'none') return;
    const plan = await planOf(answer.status === 'asking' ? answer.question : answer.last.question);
    if (plan?.ok === true) await run(plan.value);
    else if (plan !== undefined) set({ answer: { status: 'none' }, problem: plan.error });
  }

  /** One edge is asked about; several between collapsed namespaces are listed, and groups have no one question. */
  function inspectEdges(id: string, map: GroupedMap): void {
    const ends = endsOf(id, map);
    const nodes = [ends?.from, ends?.to].flatMap((end) => map.nodes.find((node) => node.id === end) ?? []);
    const [from, to] = nodes;
    if (ends === undefined) set({ inspected: { kind: 'bundle', id } });
    else if (nodes.some(isGroup)) set({ inspected: { kind: 'pair', id: `${ends.from}>${ends.to}` }, rightOpen: true });
    else if (from !== undefined && to !== undefined) askAbout({ from: endOf(from), to: endOf(to), ports: '' });
  }

  function inspectNode(node: MapNode): void {
    const question = isGroup(node) ? get().question : { ...get().question, from: endOf(node) };
    set({ inspected: { kind: 'node', id: node.id }, question, problem: undefined });
  }

  const actions: AskActions = {
    ask: () => void ask(),
    askAbout,
    fillEnd: (part, end) => set({ question: { ...get().question, [part]: end }, problem: undefined }),
    fillPorts: (ports) => set({ question: { ...get().question, ports }, problem: undefined }),
    swapEnds() {
      const { from, to, ports } = get().question;
      set({ question: { from: to, to: from, ports }, problem: undefined });
    },
    clearQuestion() {
      asked += 1;
      cancel();
      set({
        question: { from: emptyEnd, to: emptyEnd, ports: '' },
        problem: undefined,
        answer: { status: 'none' },
        inspected: { kind: 'cluster' },
        selection: [],
      });
    },
    openOnMap(id) {
      actions.selectOnMap([id]);
      if (get().map?.nodes.some((node) => node.id === id) === true) set({ show: 'selection' });
    },
    selectOnMap(ids) {
      const { map } = get();
      const [first, second] = ids;
      set({ selection: ids });
      const node = map?.nodes.find(({ id }) => id === first);
      if (map === undefined || first === undefined) set({ inspected: { kind: 'cluster' } });
      else if (second !== undefined) inspectEdges(`${first}>${second}`, map);
      else if (first.includes('>')) inspectEdges(first, map);
      else if (node !== undefined) inspectNode(node);
      else set({ inspected: { kind: 'node', id: first } });
    },
  };
  return { actions, askAgain };
}

const isGroup = ({ kind }: MapNode): boolean => kind === 'namespace' || kind === 'group';

/** The two nodes that an edge, or two selected ends, stand for; `undefined` when there are several pairs of them. */
function endsOf(id: string, map: GroupedMap): Pick<MapEdge, 'from' | 'to'> | undefined {
  const [edge, ...others] = edgesBetween(map, id);
  if (edge !== undefined) return others.length === 0 ? edge : undefined;
  const [from = '', to = ''] = id.split('>');
  const isDrawn = (end: string) => map.nodes.some((node) => node.id === end);
  return isDrawn(from) && isDrawn(to) ? { from, to } : undefined;
}

/** A node by the name that stands for all of it, else by the one of its pods or addresses that it is asked about by. */
function endOf({ kind, ask, namespace, label, pods }: MapNode): QuestionEnd {
  if (kind === 'service' || kind === 'network-set') return { text: ask, kind };
  const isWorkload = kind === 'workload' || kind === 'app';
  if (isWorkload && pods > 1) return { text: `${namespace ?? ''}/${label}`, kind: 'workload' };
  return { text: ask, kind: undefined };
}

/** What the map selects for a question: the edge between its ends, else the ends that it shows. */
function selectionOf(
  { from, to }: Plan,
  map: GroupedMap | undefined,
  collapsed: ReadonlySet<string>,
): readonly string[] {
  const shown = ({ places }: ReadEnd): string | undefined => {
    const node = places.flatMap((place) => map?.nodes.find(({ id }) => id === place) ?? [])[0];
    const isCollapsed = node?.namespace !== undefined && collapsed.has(node.namespace);
    return isCollapsed ? `ns:${node.namespace}` : node?.id;
  };
  const ids = [...new Set([from, to].map(shown).filter((id) => id !== undefined))];
  if (map === undefined || ids.length < 2) return ids;
  const edge = map.edges.find((one) => one.from === ids[0] && one.to === ids[1]);
  if (edge !== undefined) return [edge.id];
  return ids.some((id) => id.startsWith('ns:')) && edgesBetween(map, ids.join('>')).length > 0 ? [ids.join('>')] : ids;
}
