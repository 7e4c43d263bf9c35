import { STATUS_CODES } from 'node:http';
import type { Fault } from './fault.ts';
import { discardBody, HeldRequest } from './held-request.ts';

/** Answers each request with a status and problem details (RFC 9457), in place of the callee. */
export const status: Fault<'status'> = {
  id: 'status',
  summary: 'requests are answered with a status',
  intercept: (effect) => () => (options, handler) => {
    const held = new HeldRequest(handler);
    discardBody(options.body);
    const title = STATUS_CODES[effect.status] ?? 'Injected';
    const problem = { type: 'about:blank', title, status: effect.status, detail: 'an injected fault' };
    const body = Buffer.from(JSON.stringify(problem));
    const headers = { 'content-type': 'application/problem+json', 'content-length': String(body.length) };
    queueMicrotask(() => held.answer(effect.status, headers, body));
    return true;
  },
};
