/** Inside the worker. */
import { createWorkspace } from '../workspace/create-workspace';
import { createClock, decodeText, inflate, portOver } from './host';
import { serve } from './serve';

serve(portOver(globalThis), createWorkspace({ decode: decodeText, inflate }), createClock());
