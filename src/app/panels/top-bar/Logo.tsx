import styles from './Logo.module.css';

/** Three tiers, as the icon of the page has them. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width={19} height={19} aria-hidden className={styles.logo}>
      <path className={styles.first} d="M5 7h22" />
      <path className={styles.second} d="M5 16h14" />
      <path className={styles.third} d="M5 25h6" />
    </svg>
  );
}
