/** Inside the worker. */
import { createWorkspace } from '../workspace/create-workspace';
import { helpers } from './helpers';
import { createClock, decodeText, inflate, portOver } from './host';
import { serve } from './serve';

serve(portOver(globalThis), createWorkspace({ decode: decodeText, inflate, helpers }), createClock());
