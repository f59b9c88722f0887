import { edgeLook } from '../../../canvas/edge-look';
import { kindName } from '../../../graph/edge-kind';
import type { EdgeKind } from '../../../graph/graph-view';
import { useTheme } from '../../state/use-theme';
import { readTheme } from '../../theme';
import styles from './Legend.module.css';

/** The kinds of edges in the picture, drawn as there. */
export function Legend({ kinds }: { kinds: readonly EdgeKind[] }) {
  if (kinds.length === 0) return undefined;
  return (
    <ul className={styles.legend} aria-label="Legend">
      {kinds.map((kind) => (
        <li key={kind} className={styles.item}>
          <Sample kind={kind} />
          {kindName[kind]}
        </li>
      ))}
    </ul>
  );
}

function Sample({ kind }: { kind: EdgeKind }) {
  const { color, width, dash, cap, arrow } = edgeLook(kind, readTheme(useTheme()));
  return (
    <svg width={28} height={12} viewBox="0 0 28 12" aria-hidden className={styles.sample}>
      <path d="M1 6H21" stroke={color} strokeWidth={width} strokeDasharray={dash.join(' ')} strokeLinecap={cap} />
      {arrow === 'triangle' && <path d="M19 2L27 6L19 10Z" fill={color} />}
      {arrow === 'vee' && <path d="M20 2L27 6L20 10" stroke={color} strokeWidth={2} fill="none" />}
      {arrow === 'tee' && <path d="M24 1V11" stroke={color} strokeWidth={3} />}
    </svg>
  );
}
