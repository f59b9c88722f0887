import { PanelLeft, PanelRight } from 'lucide-react';
import { Button } from '../../parts/Button';
import { SearchField } from '../../parts/SearchField';
import { Segmented } from '../../parts/Segmented';
import { useApp } from '../../state/use-app';
import { EdgesChip } from './EdgesChip';
import { NamespacesChip } from './NamespacesChip';
import { ScopeChip } from './ScopeChip';
import { useFindNode } from './use-find-node';
import styles from './ViewHeader.module.css';

/** Views, and filters over them. */
export function ViewHeader() {
  const view = useApp((state) => state.view);
  const chooseView = useApp((state) => state.chooseView);
  const leftOpen = useApp((state) => state.leftOpen);
  const rightOpen = useApp((state) => state.rightOpen);
  const openLeft = useApp((state) => state.openLeft);
  const openRight = useApp((state) => state.openRight);
  const search = useApp((state) => state.mapSearch);
  const searchMap = useApp((state) => state.searchMap);
  const findNode = useFindNode();
  return (
    <div className={styles.header}>
      <Button
        square
        look="quiet"
        aria-label={leftOpen ? 'Hide lists' : 'Show lists'}
        onClick={() => openLeft(!leftOpen)}
      >
        <PanelLeft size={15} aria-hidden />
      </Button>
      <Segmented
        label="View"
        value={view}
        options={[
          { value: 'map', text: 'Map' },
          { value: 'connections', text: 'Connections' },
        ]}
        onChoose={chooseView}
      />
      <div className={styles.filters}>
        <ScopeChip />
        {view === 'map' && <NamespacesChip />}
        <EdgesChip />
        <SearchField
          look="chip"
          label={view === 'map' ? 'Search the map' : 'Search connections'}
          placeholder="Search"
          value={search}
          onSearch={searchMap}
          onEnter={() => view === 'map' && findNode(search)}
        />
      </div>
      <Button
        square
        look="quiet"
        aria-label={rightOpen ? 'Hide answer' : 'Show answer'}
        onClick={() => openRight(!rightOpen)}
      >
        <PanelRight size={15} aria-hidden />
      </Button>
    </div>
  );
}
