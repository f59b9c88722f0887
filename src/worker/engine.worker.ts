/** Inside the worker. */
import { createWorkspace } from '../workspace/create-workspace';
import { createClock, decodeUtf8, portOver } from './host';
import { serve } from './serve';

serve(portOver(globalThis), createWorkspace({ decode: decodeUtf8 }), createClock());
