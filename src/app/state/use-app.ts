import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { present } from '../../base/assert';
import type { AppState, AppStore } from './create-app-store';

export const AppStoreContext = createContext<AppStore | undefined>(undefined);

/** `selector` returns something that is already in the store: what it builds anew would render for ever. */
export const useApp = <T>(selector: (state: AppState) => T): T => useStore(useAppStore(), selector);

/** For what happens in an event: the state as it is then. */
export const useAppStore = (): AppStore => present(use(AppStoreContext), 'the page is inside AppStoreContext');
