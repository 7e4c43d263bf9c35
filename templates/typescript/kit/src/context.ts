import type { Span } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Deadline } from './deadline.ts';

/** Who called, as the gateway verified it. */
export interface Caller {
  readonly id: string;
  readonly app: string;
  readonly plan: string;
}

/** What accompanies one request through a service, handed on explicitly from call to call. */
export interface CallContext {
  readonly span: Span;
  readonly deadline: Deadline;
  /** Null: nobody was authenticated. */
  readonly caller: Caller | null;
  /** The client's Idempotency-Key, handed on so that a repeated request is recognised everywhere; null: none. */
  readonly idempotencyKey: string | null;
  /** Its lines name the trace of the request, where there is one. */
  readonly log: Logger;
}

/** What an operation is given. */
export interface Input {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The parsed JSON body; undefined where there is none. */
  readonly body: unknown;
}

/** What an operation answers; an undefined body is an empty one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns a 200 answer. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

const emptyHeaders: Readonly<Record<string, string>> = {};

/** Headers in which the gateway hands the verified caller on to the services behind it. */
export function callerHeaders(caller: Caller | null): Readonly<Record<string, string>> {
  if (caller === null) return emptyHeaders;
  return { 'x-caller-id': caller.id, 'x-caller-app': caller.app, 'x-caller-plan': caller.plan };
}

/** Returns the Idempotency-Key of a request; null where there is none, or nothing in it, by which nobody could tell a repeated one. */
export function readIdempotencyKey(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string | null {
  const key = headers['idempotency-key'];
  return typeof key !== 'string' || key.trim() === '' ? null : key;
}

/** Reads {@link callerHeaders} back; null where there is no caller. */
export function readCaller(headers: Readonly<Record<string, string | string[] | undefined>>): Caller | null {
  const id = headers['x-caller-id'];
  if (typeof id !== 'string') return null;
  return { id, app: String(headers['x-caller-app'] ?? ''), plan: String(headers['x-caller-plan'] ?? '') };
}
