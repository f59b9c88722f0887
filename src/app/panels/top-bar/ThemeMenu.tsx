import { SunMoon } from 'lucide-react';
import { Button } from '../../parts/Button';
import { Menu, MenuChoice } from '../../parts/Menu';
import { useApp } from '../../state/use-app';

export function ThemeMenu() {
  const theme = useApp((state) => state.theme);
  const chooseTheme = useApp((state) => state.chooseTheme);
  return (
    <Menu
      align="end"
      trigger={
        <Button square aria-label="Theme">
          <SunMoon size={15} aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label="Theme"
        value={theme}
        options={[
          { value: 'system', text: 'As the system' },
          { value: 'light', text: 'Light' },
          { value: 'dark', text: 'Dark' },
        ]}
        onChoose={chooseTheme}
      />
    </Menu>
  );
}
