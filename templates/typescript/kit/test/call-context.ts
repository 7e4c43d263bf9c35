import { pino } from 'pino';
import { type CallContext, type Input, openDeadline } from '../src/index.ts';
import type { TestSeams } from '../src/testing.ts';

/** Returns the context of a request that nobody authenticated and that has a second. */
export function callContext(seams: TestSeams, overrides: Partial<CallContext> = {}): CallContext {
  return {
    span: seams.tracer.startSpan('test'),
    deadline: openDeadline(undefined, 1000, seams.clock),
    caller: null,
    idempotencyKey: null,
    log: pino({ level: 'silent' }),
    ...overrides,
  };
}

/** Returns the input of a request without any. */
export function input(overrides: Partial<Input> = {}): Input {
  return { params: {}, query: {}, body: undefined, ...overrides };
}
