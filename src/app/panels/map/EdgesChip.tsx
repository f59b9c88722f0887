import type { GraphChoices } from '../../../graph/graph-view';
import { Chip } from '../../parts/Chip';
import { Menu, MenuChoice } from '../../parts/Menu';
import { useApp } from '../../state/use-app';

const options: readonly { readonly value: GraphChoices['show']; readonly text: string; readonly hint: string }[] = [
  { value: 'default', text: 'Most telling', hint: 'as many as can be read' },
  { value: 'all', text: 'All connections', hint: '' },
  { value: 'allowed', text: 'Allowed', hint: '' },
  { value: 'denied', text: 'Denied', hint: '' },
  { value: 'selection', text: 'Focus on selection', hint: 'only what touches it' },
];

/** Which connections are shown. */
export function EdgesChip() {
  const show = useApp((state) => state.show);
  const showEdges = useApp((state) => state.showEdges);
  const view = useApp((state) => state.view);
  // A table has room for all.
  const offered = view === 'map' ? options : options.filter(({ value }) => value !== 'default');
  const chosen = view === 'connections' && show === 'default' ? 'all' : show;
  if (show === 'selection') {
    return (
      <Chip ends="off" onClick={() => showEdges('default')} data-tip="Show other connections again">
        Focus on selection
      </Chip>
    );
  }
  return (
    <Menu
      align="end"
      trigger={<Chip ends="menu">{options.find(({ value }) => value === chosen)?.text ?? 'Connections'}</Chip>}
    >
      <MenuChoice label="Connections shown" value={chosen} options={offered} onChoose={showEdges} />
    </Menu>
  );
}
