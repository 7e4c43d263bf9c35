import { connectionError, type Fault } from './fault.ts';
import { discardBody, HeldRequest } from './held-request.ts';

/** Breaks the connection of each request: the caller gets ECONNRESET. */
export const reset: Fault<'reset'> = {
  id: 'reset',
  summary: 'connections are reset',
  intercept: () => () => (options, handler) => {
    const held = new HeldRequest(handler);
    discardBody(options.body);
    queueMicrotask(() => held.fail(connectionError('ECONNRESET', 'read')));
    return true;
  },
};
