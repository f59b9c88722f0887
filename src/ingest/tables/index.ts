import { namespacesView } from './namespaces';
import { podsView } from './pods';
import { servicesView } from './services';
import type { View } from './view';

/** Tables that give resources. The rest is named by `unread.ts`. */
export const views: readonly View[] = [podsView, servicesView, namespacesView];
