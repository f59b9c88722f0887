import styles from './RuleText.module.css';

/** `Allow TCP 8443 from role == 'checkout'`, with what is written in a file's language set apart. */
export function RuleText({ text }: { text: string }) {
  const parts = text
    .replaceAll(/ (from|to) in /g, ' $1 ')
    .split(/( from namespaces | to namespaces | in namespaces | from | to )/);
  return parts.map((part, index) =>
    // Odd parts are the words in between.
    index % 2 === 0 && index > 0 && isCode(part) ? (
      <code key={`${index} ${part}`} className={styles.code}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}

const isCode = (part: string): boolean => /==|!=|\bhas\(|\ball\(\)|\bin \{|\/\d/.test(part);
