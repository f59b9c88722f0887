import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** What something is, at the head of a summary. */
export function SummaryHead({ kind, name, children }: { kind: string; name: string; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <p className={styles.kind}>{kind}</p>
      <h2 className={styles.name}>{name}</h2>
      {children}
    </header>
  );
}

/** Names and values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
