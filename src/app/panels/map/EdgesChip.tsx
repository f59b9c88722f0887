import type { GraphChoices } from '../../../graph/graph-view';
import { Chip } from '../../parts/Chip';
import { Menu, MenuChoice } from '../../parts/Menu';
import { useApp } from '../../state/use-app';

const options: readonly { readonly value: GraphChoices['show']; readonly text: string; readonly hint: string }[] = [
  { value: 'default', text: 'Most telling', hint: 'as many as can be read' },
  { value: 'all', text: 'All connections', hint: '' },
  { value: 'allowed', text: 'Allowed', hint: '' },
  { value: 'denied', text: 'Denied', hint: '' },
  { value: 'selection', text: 'Touching the selection', hint: '' },
];

/** Which connections are shown. */
export function EdgesChip() {
  const show = useApp((state) => state.show);
  const showEdges = useApp((state) => state.showEdges);
  return (
    <Menu
      align="end"
      trigger={<Chip ends="menu">{options.find(({ value }) => value === show)?.text ?? 'Connections'}</Chip>}
    >
      <MenuChoice label="Connections shown" value={show} options={options} onChoose={showEdges} />
    </Menu>
  );
}
