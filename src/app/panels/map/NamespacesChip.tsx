import { DropdownMenu } from 'radix-ui';
import { Chip } from '../../parts/Chip';
import { Menu, MenuItem, MenuLine } from '../../parts/Menu';
import { namespacesOf } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './NamespacesChip.module.css';

/** Which namespaces are drawn as one node. */
export function NamespacesChip() {
  const map = useApp((state) => state.map);
  const collapsed = useApp((state) => state.collapsed);
  const collapse = useApp((state) => state.collapseNamespaces);
  const toggle = useApp((state) => state.toggleNamespace);
  if (map === undefined) return undefined;
  const namespaces = namespacesOf(map);
  return (
    <Menu
      align="end"
      trigger={<Chip ends="menu">{collapsed.size === 0 ? 'Namespaces' : `${collapsed.size} collapsed`}</Chip>}
    >
      <MenuItem onSelect={() => collapse(namespaces)}>Collapse all</MenuItem>
      <MenuItem onSelect={() => collapse([])}>Expand all</MenuItem>
      <MenuLine />
      {namespaces.map((namespace) => (
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
    </Menu>
  );
}
