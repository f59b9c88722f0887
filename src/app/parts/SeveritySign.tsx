import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Severity } from '../../model/diagnostic';
import styles from './SeveritySign.module.css';

/** How grave a diagnostic is, as a sign and in a word. */
export function SeveritySign({ severity }: { severity: Severity }) {
  const Icon = severity === 'error' ? CircleAlert : severity === 'warning' ? TriangleAlert : Info;
  return (
    <span className={styles.sign} data-severity={severity}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{severity}</span>
    </span>
  );
}
