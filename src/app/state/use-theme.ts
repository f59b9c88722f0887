import { useSyncExternalStore } from 'react';
import { themeOf, watchSystemTheme, type Theme } from '../theme';
import { useApp } from './use-app';

/** The theme in force: as chosen, else as the system has it now. */
export function useTheme(): Theme {
  const choice = useApp((state) => state.theme);
  return useSyncExternalStore(watchSystemTheme, () => themeOf(choice));
}
