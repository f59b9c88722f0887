import styles from './Message.module.css';

/** A diagnostic's sentence; what stands between backticks is quoted from a file. */
export function Message({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={`${index} ${part}`} className={styles.quoted}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}
