import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { kindName } from '../../../graph/edge-kind';
import type { OutlineNamespace } from '../../../graph/graph-view';
import { counted } from '../../../report/sentence';
import { useApp } from '../../state/use-app';
import styles from './MapOutline.module.css';

interface Item {
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly text: string;
  readonly selected: boolean;
  readonly act: 'select' | 'toggle' | 'open' | 'nothing';
  /** What to select or open, or the namespace to fold or unfold. */
  readonly id: string;
}

/**
 * The picture as a tree, for those who do not see it and those who use the keyboard: it shows itself while it has the
 * focus. One stop for Tab; arrows move inside, Enter selects.
 */
export function MapOutline({ outline }: { outline: readonly OutlineNamespace[] }) {
  const selectOnMap = useApp((state) => state.selectOnMap);
  const toggleNamespace = useApp((state) => state.toggleNamespace);
  const openGroup = useApp((state) => state.openGroup);
  const [current, setCurrent] = useState(0);
  const tree = useRef<HTMLUListElement>(null);
  const id = useId();
  const items = outline.flatMap(itemsOf);
  const stop = Math.min(current, items.length - 1);

  const act = (item: Item | undefined) => {
    if (item?.act === 'select') selectOnMap([item.id]);
    else if (item?.act === 'toggle') toggleNamespace(item.id);
    else if (item?.act === 'open') openGroup(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, items);
    if (event.key === 'Enter' || event.key === ' ') act(items[stop]);
    else if (next === undefined) return;
    else {
      setCurrent(next);
      tree.current?.children[next]?.querySelector('span')?.scrollIntoView({ block: 'nearest' });
      (tree.current?.children[next] as HTMLElement | undefined)?.focus();
    }
    event.preventDefault();
  };
  return (
    <div className={styles.outline}>
      <p id={id} className={styles.hint}>
        Arrows move, Enter selects
      </p>
      <ul
        ref={tree}
        role="tree"
        aria-label="Map outline"
        aria-describedby={id}
        className={styles.tree}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) => (
          <li
            key={item.key}
            role="treeitem"
            aria-level={item.level}
            aria-selected={item.selected}
            tabIndex={index === stop ? 0 : -1}
            className={styles.item}
            data-level={item.level}
            onClick={() => act(item)}
            onFocus={() => setCurrent(index)}
          >
            <span>{item.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function itemsOf({ namespace, group, collapsed, nodes }: OutlineNamespace): readonly Item[] {
  const name = namespace ?? (group === undefined ? undefined : nodes[0]?.label);
  const title: Item = {
    key: `namespace ${namespace ?? group ?? ''}`,
    level: 1,
    text: name === undefined ? 'Outside the cluster' : `${name}${collapsed ? ', collapsed' : ''}`,
    selected: false,
    act: group !== undefined ? 'open' : namespace === undefined ? 'nothing' : 'toggle',
    id: group ?? namespace ?? '',
  };
  return [
    title,
    ...nodes.flatMap((node): readonly Item[] => [
      {
        key: node.id,
        level: 2,
        text: [node.label, node.pods > 0 ? counted(node.pods, 'pod') : '', ...node.badges]
          .filter((t) => t !== '')
          .join(', '),
        selected: node.selected,
        act: 'select',
        id: node.id,
      },
      ...node.edges.map((edge): Item => ({
        key: edge.id,
        level: 3,
        text: `to ${edge.toLabel}: ${kindName[edge.kind].toLowerCase()}, ${edge.label}`,
        selected: false,
        act: 'select',
        id: edge.id,
      })),
    ]),
  ];
}

/** Left goes to the item around, as in any tree. */
function nextStop(key: string, at: number, items: readonly Item[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, items.length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return items.length - 1;
    case 'ArrowLeft': {
      const level = items[at]?.level ?? 1;
      for (let i = at - 1; i >= 0; i -= 1) if ((items[i]?.level ?? 1) < level) return i;
      return undefined;
    }
    default:
      return undefined;
  }
}
