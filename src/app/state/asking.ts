/** The question bar: filling it in, asking, and asking again after every evaluation. */
import type { MapEdge, MapNode } from '../../analysis/answers';
import type { Engine } from '../../worker/supervise';
import { emptyEnd, type Question, type QuestionEnd, type QuestionPart } from '../question/question';
import { planQuestion, type Plan } from '../question/plan-question';
import type { Names } from '../question/read-end';
import type { Access } from './access';
import { createEngineAsker } from './ask-engine';
import { edgesBetween, namesToAsk } from './derive';

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
   * Asks the last question anew about what is loaded now, by the names there are; settles with its answer. So the
   * verdict does not wait for the map after an edit.
   */
  readonly askAgain: () => Promise<void>;
  /** The names of what is loaded are there: asks anew where they make another question of the same words. */
  readonly askByName: () => void;
}

export function createAsking(access: Access, engine: Engine): Asking {
  const { get, set } = access;
  const { run: runPlan, cancel } = createEngineAsker(access, engine);
  /** What was asked last, and about what. */
  let asked = '';

  const keyOf = (plan: Plan) => JSON.stringify([get().revision, get().scope, plan]);
  function run(plan: Plan): Promise<void> {
    asked = keyOf(plan);
    return runPlan(plan);
  }

  function ask(): void {
    const names = namesOf(access);
    if (names === undefined) {
      set({ problem: { part: 'from', message: 'The files are not evaluated yet.' } });
      return;
    }
    const plan = planQuestion(get().question, names);
    if (!plan.ok) {
      set({ problem: plan.error });
      return;
    }
    const selection = selectionOf(plan.value, names, get().collapsed);
    set({
      question: plan.value.question,
      problem: undefined,
      inspected: { kind: 'answer' },
      rightOpen: true,
      selection: selection.length > 0 ? selection : get().selection,
    });
    void run(plan.value);
  }

  function askAbout(question: Question): void {
    set({ question });
    ask();
  }

  /** The last question by the names there are; `undefined` when none was asked. */
  function lastPlan(): ReturnType<typeof planQuestion> | undefined {
    const names = namesOf(access);
    const { answer } = get();
    if (names === undefined || answer.status === 'none') return undefined;
    return planQuestion(answer.status === 'asking' ? answer.question : answer.last.question, names);
  }

  async function askAgain(): Promise<void> {
    const plan = lastPlan();
    if (plan?.ok === true) await run(plan.value);
  }

  function askByName(): void {
    const plan = lastPlan();
    if (plan === undefined) return;
    if (!plan.ok) set({ answer: { status: 'none' }, problem: plan.error });
    else if (keyOf(plan.value) !== asked) void run(plan.value);
  }

  /** One edge is asked about; several between collapsed namespaces are listed. */
  function inspectEdges(id: string, names: Names): void {
    const ends = endsOf(id, names);
    if (ends === undefined) set({ inspected: { kind: 'bundle', id } });
    else askAbout({ from: endOf(ends.from, names), to: endOf(ends.to, names), ports: '' });
  }

  const inspectNode = (id: string, names: Names) =>
    set({
      inspected: { kind: 'node', id },
      question: { ...get().question, from: endOf(id, names) },
      problem: undefined,
    });

  const actions: AskActions = {
    ask,
    askAbout,
    fillEnd: (part, end) => set({ question: { ...get().question, [part]: end }, problem: undefined }),
    fillPorts: (ports) => set({ question: { ...get().question, ports }, problem: undefined }),
    swapEnds() {
      const { from, to, ports } = get().question;
      set({ question: { from: to, to: from, ports }, problem: undefined });
    },
    clearQuestion() {
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
      const names = namesOf(access);
      const [first, second] = ids;
      set({ selection: ids });
      if (names === undefined || first === undefined) set({ inspected: { kind: 'cluster' } });
      else if (second !== undefined) inspectEdges(`${first}>${second}`, names);
      else if (first.includes('>')) inspectEdges(first, names);
      else if (names.map.nodes.some(({ id }) => id === first)) inspectNode(first, names);
      else set({ inspected: { kind: 'node', id: first } });
    },
  };
  return { actions, askAgain, askByName };
}

/** `undefined` until the first evaluation, and when an engine was lost with what it held. */
function namesOf({ get }: Access): Names | undefined {
  const { search, map, load } = get();
  if (load.status === 'crashed' || search === undefined || map === undefined) return undefined;
  return namesToAsk(search, map);
}

/** The two nodes that an edge, or two selected ends, stand for; `undefined` when there are several pairs of them. */
function endsOf(id: string, { map }: Names): Pick<MapEdge, 'from' | 'to'> | undefined {
  const [edge, ...others] = edgesBetween(map, id);
  if (edge !== undefined) return others.length === 0 ? edge : undefined;
  const [from = '', to = ''] = id.split('>');
  return from.startsWith('ns:') || to.startsWith('ns:') ? undefined : { from, to };
}

/** A node by the name that stands for all of it, else by the one of its pods or addresses that it is asked about by. */
function endOf(id: string, { map, search }: Names): QuestionEnd {
  const node = map.nodes.find((n) => n.id === id);
  if (node === undefined) return emptyEnd;
  const kind = node.kind === 'app' ? 'workload' : node.kind;
  const entry = search.find((e) => e.node === id && e.kind === kind);
  return entry === undefined ? { text: node.ask, kind: undefined } : { text: entry.text, kind: entry.kind };
}

/** What the map selects for a question: the edge between its ends, else the ends that it shows. */
function selectionOf({ from, to }: Plan, { map }: Names, collapsed: ReadonlySet<string>): readonly string[] {
  const shown = (node: MapNode) =>
    node.namespace !== undefined && collapsed.has(node.namespace) ? `ns:${node.namespace}` : node.id;
  const ends = [from.node, to.node].filter((node) => node !== undefined);
  const ids = [...new Set(ends.map(shown))];
  const edge = map.edges.find((e) => e.from === from.node?.id && e.to === to.node?.id);
  if (edge === undefined || ids.length < 2) return ids;
  return ids.some((id) => id.startsWith('ns:')) ? [ids.join('>')] : [edge.id];
}
