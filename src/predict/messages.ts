import type { Flow } from './flows.ts';

/**
 * Bytes of requests and answers as they pass the phone's network, from what the generated system sends: HTTP/1.1 heads,
 * tokens and trace headers included. Of use within a factor of two: what an answer holds is decided by expressions that
 * nobody can foresee.
 */
const bytes = {
  requestHead: 210,
  token: 455,
  /** Idempotency-Key and content type. */
  changing: 75,
  answerHead: 170,
  /** A body that a mobile service's client sends, and what such a service answers. */
  serviceBody: 160,
  serviceAnswer: 80,
  /** One part of a frontend's answer. */
  part: 200,
  register: { up: 340, down: 570 },
  fetchToken: { up: 425, down: 760 },
} as const;

/** How much goes up and comes down for one request. */
export interface MessageBytes {
  readonly up: number;
  readonly down: number;
}

/** What a phone sends to get a token. */
export const signInBytes: { readonly register: MessageBytes; readonly fetchToken: MessageBytes } = bytes;

/** Returns the bytes of one request of a step, and of its answer. */
export function bytesOf({ step, method, route, app, target }: Flow): MessageBytes {
  const token = route.public || app.gateway.authenticates === null ? 0 : bytes.token;
  const changing = method === 'GET' ? 0 : bytes.changing;
  const up = bytes.requestHead + token + changing + bodyBytes(step, method);
  const parts =
    target.type === 'frontend' ? target.operation.gathers.length * bytes.part : bytes.serviceAnswer;
  return { up, down: bytes.answerHead + parts };
}

function bodyBytes(step: Flow['step'], method: string): number {
  if (step.type === 'service') return method === 'GET' ? 0 : bytes.serviceBody;
  return step.body === undefined ? 0 : JSON.stringify(step.body).length;
}
