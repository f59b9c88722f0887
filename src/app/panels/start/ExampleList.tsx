import { useExamples } from '../../state/use-examples';
import { useOpenExample } from '../../state/use-open-example';
import styles from './ExampleList.module.css';

export function ExampleList() {
  const examples = useExamples();
  const open = useOpenExample();
  return (
    <section aria-labelledby="examples-title" className={styles.section}>
      <h2 id="examples-title">Or open an example</h2>
      <ul className={styles.list}>
        {examples.map((example) => (
          <li key={example.id}>
            <button type="button" className={styles.example} onClick={() => open(example)}>
              <span className={styles.name}>{example.title}</span>
              <span className={styles.about}>{example.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
