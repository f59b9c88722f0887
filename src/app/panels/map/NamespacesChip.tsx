import { DropdownMenu } from 'radix-ui';
import type { GroupedMap, Grouping } from '../../../analysis/answers';
import { groupDigits } from '../../../report/sentence';
import { Chip } from '../../parts/Chip';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from '../../parts/Menu';
import { namespacesOf } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { groupingWord } from './grouping-word';
import styles from './NamespacesChip.module.css';

/** More namespaces than this are found by the search, not in a menu. */
const LISTED = 100;

/** What the map is grouped by, and of services, which namespaces are drawn as one node. */
export function NamespacesChip() {
  const map = useApp((state) => state.map);
  const collapsed = useApp((state) => state.collapsed);
  const chooseGrouping = useApp((state) => state.chooseGrouping);
  if (map === undefined) return undefined;
  const isByService = map.grouping === 'service';
  const folded = collapsed.size === 0 ? 'Namespaces' : `${collapsed.size} collapsed`;
  return (
    <Menu align="end" trigger={<Chip ends="menu">{isByService ? folded : `By ${groupingWord(map.grouping)}`}</Chip>}>
      <MenuTitle>Group by</MenuTitle>
      <MenuChoice
        label="Group by"
        value={map.grouping}
        options={map.options.map(({ grouping, nodes }) => ({
          value: grouping,
          text: optionText(grouping),
          hint: groupDigits(nodes),
        }))}
        onChoose={chooseGrouping}
      />
      {isByService && <NamespaceItems map={map} />}
    </Menu>
  );
}

const optionText = (grouping: Grouping): string =>
  grouping === 'service' ? 'Service' : grouping === 'namespace' ? 'Namespace' : `Label ${groupingWord(grouping)}`;

function NamespaceItems({ map }: { map: GroupedMap }) {
  const collapsed = useApp((state) => state.collapsed);
  const collapse = useApp((state) => state.collapseNamespaces);
  const toggle = useApp((state) => state.toggleNamespace);
  const namespaces = namespacesOf(map);
  return (
    <>
      <MenuLine />
      <MenuItem onSelect={() => collapse(namespaces)}>Collapse all</MenuItem>
      <MenuItem onSelect={() => collapse([])}>Expand all</MenuItem>
      <MenuLine />
      {namespaces.slice(0, LISTED).map((namespace) => (
        <DropdownMenu.CheckboxItem
          key={namespace}
          className={styles.item}
          checked={!collapsed.has(namespace)}
          onCheckedChange={() => toggle(namespace)}
          onSelect={(event) => event.preventDefault()}
        >
          <span className={styles.tick}>
            <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
          </span>
          {namespace}
        </DropdownMenu.CheckboxItem>
      ))}
    </>
  );
}
