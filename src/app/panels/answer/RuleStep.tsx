import type { Miss, RuleTrace } from '../../../model/explanation';
import { missText } from '../../../report/miss-words';
import { cx } from '../../parts/cx';
import { useApp } from '../../state/use-app';
import { RuleText } from './RuleText';
import styles from './RuleStep.module.css';

/** One rule tried: what it says, and in a few words why it did or did not match. Leads to its line. */
export function RuleStep({ rule }: { rule: RuleTrace }) {
  const openPlace = useApp((state) => state.openPlace);
  const { mark, look } = markOf(rule);
  return (
    <li>
      <button
        type="button"
        className={cx(styles.rule, rule.decides && styles.decides, rule.decides && styles[rule.action])}
        onClick={() => openPlace(rule.at)}
      >
        <span aria-hidden className={cx(styles.mark, look !== undefined && styles[look])}>
          {mark}
        </span>
        <span className={styles.number}>{rule.rule + 1}</span>
        <span className={styles.text}>
          <RuleText text={rule.text} />
          <span
            className={styles.why}
            data-tip={rule.misses.length > 1 ? rule.misses.map(missText).join('\n') : undefined}
          >
            {whyText(rule)}
          </span>
        </span>
      </button>
    </li>
  );
}

function whyText({ matched, misses, decides, action }: RuleTrace): string {
  const why = mostTelling(misses);
  switch (matched) {
    case 'yes':
      if (decides) return 'matches · decides';
      return action === 'Log'
        ? 'matches · logs and goes on'
        : action === 'Pass'
          ? 'matches · on to the next tier'
          : 'matches';
    case 'maybe':
      return why === '' ? 'may match' : why;
    case 'no':
      return why === '' ? 'does not match' : why;
    case 'not-reached':
      return 'not reached';
  }
}

/** One reason is enough: the plainest of them, and how many more there are. */
function mostTelling(misses: readonly Miss[]): string {
  const [plainest] = misses.toSorted((a, b) => plainness.indexOf(a.kind) - plainness.indexOf(b.kind));
  if (plainest === undefined) return '';
  return misses.length === 1 ? missText(plainest) : `${missText(plainest)} · and ${misses.length - 1} more`;
}

const plainness: readonly Miss['kind'][] = [
  'protocol',
  'family',
  'icmp',
  'port',
  'nets',
  'services',
  'selector',
  'not-selector',
  'namespace',
];

/** A dash for what did not match; colour only where a rule had its say. */
function markOf({ matched, action }: RuleTrace): {
  readonly mark: string;
  readonly look: 'allow' | 'deny' | undefined;
} {
  if (matched === 'maybe') return { mark: '?', look: undefined };
  if (matched === 'not-reached') return { mark: '', look: undefined };
  if (matched === 'no') return { mark: '–', look: undefined };
  switch (action) {
    case 'Allow':
      return { mark: '✓', look: 'allow' };
    case 'Deny':
      return { mark: '✕', look: 'deny' };
    case 'Pass':
      return { mark: '→', look: undefined };
    case 'Log':
      return { mark: '↓', look: undefined };
  }
}
