import { connectionError, type Fault } from './fault.ts';
import { discardBody, HeldRequest } from './held-request.ts';

/**
 * On an element, its server goes away with all its connections, and comes back at the end of the window: the fleet does
 * that. On an edge, this caller alone finds nobody listening.
 */
export const kill: Fault<'kill'> = {
  id: 'kill',
  summary: 'the element is gone and connections to it are refused',
  intercept: () => () => (options, handler) => {
    const held = new HeldRequest(handler);
    discardBody(options.body);
    queueMicrotask(() => held.fail(connectionError('ECONNREFUSED', 'connect')));
    return true;
  },
};
