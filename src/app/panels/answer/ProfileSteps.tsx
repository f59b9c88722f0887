import { assertNever } from '../../../base/assert';
import type { ProfileTrace } from '../../../model/explanation';
import { cx } from '../../parts/cx';
import styles from './ProfileSteps.module.css';

/** Tried after the last tier; shown where the walk came so far. */
export function ProfileSteps({ profiles }: { profiles: readonly ProfileTrace[] }) {
  const tried = profiles.filter(({ result }) => result !== 'not-reached');
  if (tried.length === 0) return undefined;
  return (
    <div className={styles.profiles} role="group" aria-label="Profiles">
      <h4 className={styles.head}>then profiles</h4>
      <ul>
        {tried.map((profile) => (
          <ProfileStep key={profile.profile} profile={profile} />
        ))}
      </ul>
    </div>
  );
}

function ProfileStep({ profile: { profile, result } }: { profile: ProfileTrace }) {
  const decides = result === 'allow' || result === 'deny';
  return (
    <li className={cx(styles.profile, decides && styles.decides, decides && styles[result])}>
      <span aria-hidden className={cx(styles.mark, decides && styles[`${result}Mark`])}>
        {result === 'allow' ? '✓' : result === 'deny' ? '✕' : '–'}
      </span>
      <span className={styles.text}>
        {profile}
        <span className={styles.why}>{resultText(result)}</span>
      </span>
    </li>
  );
}

function resultText(result: ProfileTrace['result']): string {
  switch (result) {
    case 'allow':
      return 'allows · decides';
    case 'deny':
      return 'denies · decides';
    case 'no-match':
      return 'no rule matches';
    case 'missing':
      return 'not in the files';
    case 'not-reached':
      return 'not reached';
    default:
      return assertNever(result);
  }
}
