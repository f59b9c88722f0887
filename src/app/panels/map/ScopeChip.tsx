import type { Scope } from '../../../model/verdict';
import { Chip } from '../../parts/Chip';
import { Menu, MenuChoice } from '../../parts/Menu';
import { useApp } from '../../state/use-app';

const options: readonly { readonly value: Scope; readonly text: string; readonly hint: string }[] = [
  { value: 'enforced', text: 'Staged ignored', hint: 'as the cluster is now' },
  { value: 'pending', text: 'Staged beside', hint: 'previewed at their own order' },
  { value: 'promoted', text: 'Staged promoted', hint: 'each in place of its twin' },
];

/** How staged policies count; only where there are some. */
export function ScopeChip() {
  const staged = useApp((state) => state.loaded?.summary.counts.staged ?? 0);
  const scope = useApp((state) => state.scope);
  const chooseScope = useApp((state) => state.chooseScope);
  if (staged === 0 && scope === 'enforced') return undefined;
  return (
    <Menu align="end" trigger={<Chip ends="menu">{options.find(({ value }) => value === scope)?.text ?? scope}</Chip>}>
      <MenuChoice label="Staged policies" value={scope} options={options} onChoose={chooseScope} />
    </Menu>
  );
}
