import { errors } from 'undici';
import { connectionError, type Fault } from './fault.ts';
import { discardBody, HeldRequest } from './held-request.ts';
import { waitWithin } from './lifetime.ts';

/** undici's own, where the caller sets none. */
const defaultHeadersTimeoutMs = 300_000;

/** Never answers: the caller has to give up, by its own abort or by the header timeout that it asked for. */
export const timeout: Fault<'timeout'> = {
  id: 'timeout',
  summary: 'requests are never answered',
  intercept: (_effect, tools) => () => (options, handler) => {
    const held = new HeldRequest(handler);
    discardBody(options.body);
    const giveUp = () => {
      held.fail(
        tools.lifetime.ended
          ? connectionError('ECONNRESET', 'the run ended:')
          : new errors.HeadersTimeoutError(),
      );
    };
    const limitMs = options.headersTimeout ?? defaultHeadersTimeoutMs;
    held.onAbort(limitMs > 0 ? waitWithin(tools, limitMs, giveUp) : tools.lifetime.onEnd(giveUp));
    return true;
  },
};
