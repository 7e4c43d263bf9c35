import type { Fault } from './fault.ts';
import { HeldRequest } from './held-request.ts';
import { waitWithin } from './lifetime.ts';

/** Holds each request for `delayMs`, give or take a uniform `jitterMs`, before it is sent. */
export const latency: Fault<'latency'> = {
  id: 'latency',
  summary: 'requests are sent later by a delay with jitter',
  intercept: (effect, tools) => (dispatch) => (options, handler) => {
    const held = new HeldRequest(handler);
    const offsetMs = (2 * tools.random.next() - 1) * effect.jitterMs;
    const cancel = waitWithin(tools, Math.max(0, effect.delayMs + offsetMs), () => {
      dispatch(options, held.handler());
    });
    held.onAbort(cancel);
    return true;
  },
};
