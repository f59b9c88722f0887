/** Inside the worker. */
import { createWorkspace } from '../workspace/create-workspace';
import type { Host } from '../workspace/read-input';
import { warmUp } from '../workspace/warm-up';
import { helpers } from './helpers';
import { createClock, decodeText, inflate, portOver } from './host';
import { serve } from './serve';

const host: Host = { decode: decodeText, inflate, helpers };

serve(portOver(globalThis), { ...createWorkspace(host), warmUp: () => warmUp(host) }, createClock());
