import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ListedTier, PolicyRow, PolicyWindow } from '../../../analysis/answers';
import type { PolicyId } from '../../../model/ids';
import { pairMeaning } from '../../../report/decided-words';
import { counted, groupDigits } from '../../../report/sentence';
import { tierOrderText } from '../../../report/words';
import { PlaceTip } from './PlaceTip';
import { Cut } from '../../parts/Cut';
import { SearchField } from '../../parts/SearchField';
import { useArrowRows } from '../../parts/use-arrow-rows';
import { useRowsInSight } from '../../parts/use-rows-in-sight';
import { decidedById, type PolicyDecided } from '../../state/derive';
import { useDecisions } from '../../state/use-decisions';
import { useWindow, type WindowOn } from '../../state/use-window';
import styles from './PolicyTiers.module.css';
import { PolicyLine } from './PolicyLine';

const ROW = 26;
/** Fewer are found by looking. */
const MANY = 40;
const rowsOf = ({ rows }: PolicyWindow): readonly PolicyRow[] => rows;

/** Tiers top to bottom, policies by order, the end of the tier at its foot, profiles last: as Calico evaluates. */
export function PolicyTiers() {
  const [search, setSearch] = useState('');
  const list = useWindow('policies', search, rowsOf);
  const { answer: decisions, isFresh } = useDecisions();
  const { ref: scroller, ...keys } = useArrowRows<HTMLDivElement>();
  if (list.head === undefined) return undefined;
  const { tiers } = list.head;
  const policies = tiers.reduce((sum, { total }) => sum + total, 0);
  const decided = decisions === undefined ? undecided : decidedById(decisions.policies);
  const shown = search === '' ? tiers : tiers.filter(({ count }) => count > 0);
  return (
    <>
      {policies > MANY && (
        <SearchField
          label="Search policies"
          placeholder="Name, tier or kind"
          value={search}
          onSearch={(text) => {
            setSearch(text);
            scroller.current?.scrollTo(0, 0);
          }}
        />
      )}
      {policies > 0 && (
        <p className={styles.columns} aria-hidden>
          <span className={styles.number}>Order</span>
          <span className={styles.policyName}>Policy</span>
          <span data-tip={`Pairs that the policy decides.\n${pairMeaning(decisions?.bothFamilies ?? false)}`}>
            Decides
          </span>
        </p>
      )}
      <div
        ref={scroller}
        className={styles.list}
        data-stale={decisions !== undefined && !isFresh}
        tabIndex={-1}
        {...keys}
      >
        {shown.map((tier, index) => (
          <TierSection
            key={tier.name}
            tier={tier}
            at={countOf(shown.slice(0, index))}
            isFirst={index === 0}
            list={list}
            decided={decided}
            scroller={scroller}
          />
        ))}
        <p className={styles.profiles}>
          {tiers.length === 0
            ? 'No policies in these files.'
            : shown.length === 0
              ? 'No policy fits.'
              : 'then profiles · kns.* allow'}
        </p>
      </div>
    </>
  );
}

type DecidedById = ReadonlyMap<PolicyId, PolicyDecided>;

const undecided: DecidedById = new Map();

const countOf = (tiers: readonly ListedTier[]): number => tiers.reduce((sum, { count }) => sum + count, 0);

interface TierSectionProps {
  readonly tier: ListedTier;
  /** Its first policy in the list of all. */
  readonly at: number;
  readonly isFirst: boolean;
  readonly list: WindowOn<'policies', PolicyRow>;
  /** Empty until it is counted. */
  readonly decided: DecidedById;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

function TierSection({ tier, isFirst, ...rows }: TierSectionProps) {
  const { name, order, count, total, defaultAction, known, at: place } = tier;
  const counts = count === total ? groupDigits(total) : `${groupDigits(count)} of ${groupDigits(total)}`;
  return (
    <section className={styles.tier} aria-label={`Tier ${name}`}>
      <h3 className={styles.head}>
        <PlaceTip at={place}>
          <Cut text={name} className={styles.name} />
        </PlaceTip>
        <span className={styles.order}>{tierOrderText(order)}</span>
        {!known && (
          <span className={styles.order} data-tip="A policy names this tier; no Tier object of the files describes it.">
            no object
          </span>
        )}
        <span className={styles.count}>
          {isFirst && count === total ? counted(total, 'policy', 'policies') : counts}
        </span>
      </h3>
      {count === 0 ? (
        <p className={styles.end}>No policies</p>
      ) : (
        <>
          <PolicyRows count={count} {...rows} />
          <p className={styles.end}>End of tier → {defaultAction}</p>
        </>
      )}
    </section>
  );
}

/** Only those in sight are in the page. */
function PolicyRows({
  count,
  at,
  list,
  decided,
  scroller,
}: Pick<TierSectionProps, 'at' | 'list' | 'decided' | 'scroller'> & { count: number }) {
  const rows = useRef<HTMLUListElement>(null);
  const [first, end] = useRowsInSight(scroller, rows, { count, height: ROW });
  const { see, rowAt } = list;
  useEffect(() => {
    if (first < end) see(at + first, at + end);
  }, [see, at, first, end]);
  return (
    <ul ref={rows} className={styles.rows} style={{ height: count * ROW }}>
      {Array.from({ length: end - first }, (_, i) => first + i).map((index) => (
        <li
          key={index}
          className={styles.place}
          aria-setsize={count}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${index * ROW}px)` }}
        >
          <PolicyLine policy={rowAt(at + index)} decided={decided} />
        </li>
      ))}
    </ul>
  );
}
