import { Popover } from 'radix-ui';
import type { LoadSummary } from '../../../analysis/answers';
import type { Regime } from '../../../model/cluster';
import { regimeText } from '../../../report/words';
import { useApp } from '../../state/use-app';
import styles from './RegimeButton.module.css';

const regimes: readonly Regime[] = ['3.28', '3.31', '3.32'];

/** Which generation of Calico the verdicts are for, why, and which else they could be for. */
export function RegimeButton({ summary }: { summary: LoadSummary }) {
  const { regime, regimeEvidence, regimeChosen } = summary;
  const how = regimeChosen ? 'chosen' : regimeEvidence.length > 0 ? 'detected' : 'assumed';
  const known = regimes.find((one) => one === regime);
  const text = known === undefined ? `Calico ${regime}` : regimeText(known);
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.trigger} data-tip={evidenceText(summary)}>
        {text} ({how})
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Calico version"
        >
          <p className={styles.lead}>
            Releases of Calico name and order policies differently, so verdicts are for one of them.
          </p>
          <h3>
            {text}, {how}
          </h3>
          <ul className={styles.evidence}>
            {(regimeEvidence.length > 0 ? regimeEvidence : [nothingTells]).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <RegimeChoice />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function RegimeChoice() {
  const chosen = useApp((state) => state.regime);
  const chooseRegime = useApp((state) => state.chooseRegime);
  return (
    <fieldset className={styles.choice}>
      <legend>Evaluate for</legend>
      <label className={styles.option}>
        <input type="radio" name="regime" checked={chosen === undefined} onChange={() => chooseRegime(undefined)} />
        what the files tell
      </label>
      {regimes.map((regime) => (
        <label key={regime} className={styles.option}>
          <input type="radio" name="regime" checked={chosen === regime} onChange={() => chooseRegime(regime)} />
          {regimeText(regime)}
        </label>
      ))}
    </fieldset>
  );
}

const nothingTells = 'Nothing in the files tells, so the newest is assumed.';

const evidenceText = ({ regimeEvidence }: LoadSummary): string =>
  regimeEvidence.length > 0 ? regimeEvidence.join('\n') : nothingTells;
