import { Button } from '../../parts/Button';
import { Menu, MenuItem } from '../../parts/Menu';
import { useApp } from '../../state/use-app';
import { usePicture } from './use-picture';

export function ExportMenu() {
  const hasMap = useApp((state) => state.map !== undefined);
  const take = usePicture();
  return (
    <Menu align="end" trigger={<Button disabled={!hasMap}>Export</Button>}>
      <MenuItem onSelect={() => take('png')} hint="for documents">
        Map as PNG
      </MenuItem>
      <MenuItem onSelect={() => take('svg')} hint="sharp at any size">
        Map as SVG
      </MenuItem>
      <MenuItem onSelect={() => take('copy')} hint="for a chat">
        Copy map as image
      </MenuItem>
    </Menu>
  );
}
