import { type Exchange, exchange } from '../../../templates/typescript/kit/src/exchange.ts';
import type { Connection } from './network.ts';
import type { PhoneWorld } from './phone-world.ts';

/** A request of a phone, ready to go out. */
export interface PhoneRequest {
  readonly app: string;
  readonly gateway: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Of the phone, over everything that it waits for. */
  readonly timeoutMs: number;
}

/** How it came out. `status` is null where there was no answer, and then `error` says why. */
export interface PhoneAnswer {
  readonly status: number | null;
  /** Null for a status below 400. */
  readonly error: string | null;
  /** Optional parts that the answer says are missing. */
  readonly missing: readonly string[];
  readonly body: string;
  readonly traceId: string;
}

/**
 * Sends one request over a phone's network and reads the answer; never rejects. The time of the network is really waited
 * for, so that what reaches the gateway reaches it when a phone's request would. Records the phone's client span.
 */
export async function sendRequest(
  world: PhoneWorld,
  connection: Connection,
  request: PhoneRequest,
): Promise<PhoneAnswer> {
  const traceId = world.nextId() + world.nextId();
  const spanId = world.nextId();
  const headers = { ...request.headers, traceparent: `00-${traceId}-${spanId}-01` };
  const startMs = world.clock.monotonic();
  world.counts.sent += 1;
  world.counts.inFlight += 1;
  const outcome = await transfer(world, connection, { ...request, headers });
  world.counts.inFlight -= 1;
  if (outcome.error !== null) world.counts.failed += 1;
  const endMs = world.clock.monotonic();
  world.emit({
    type: 'span',
    atMs: world.runMs(),
    traceId,
    spanId,
    parentSpanId: null,
    element: request.app,
    kind: 'client',
    peer: request.gateway,
    name: `${request.method} ${request.path.split('?', 1)[0]}`,
    durationMs: endMs - startMs,
    failed: outcome.error !== null,
    httpStatus: outcome.status,
    fault: world.marks.take(spanId),
  });
  return { ...outcome, traceId };
}

type Outcome = Omit<PhoneAnswer, 'traceId'>;

const timedOut: Outcome = { status: null, error: 'timeout', missing: [], body: '' };

async function transfer(world: PhoneWorld, connection: Connection, request: PhoneRequest): Promise<Outcome> {
  const deadlineMs = world.clock.monotonic() + request.timeoutMs;
  const leftMs = () => deadlineMs - world.clock.monotonic();
  const outMs = connection.outboundMs(requestBytes(request));
  await world.wait(Math.min(outMs, request.timeoutMs));
  if (outMs >= request.timeoutMs) return timedOut;
  try {
    const answer = await exchange(world.dispatcherOf(request.app), world.clock, {
      origin: `http://${request.gateway}:8080`,
      method: request.method,
      path: request.path,
      headers: { ...request.headers },
      body: request.body,
      timeoutMs: Math.max(0, leftMs()),
    });
    const inMs = connection.inboundMs(answerBytes(answer));
    const late = inMs > leftMs();
    await world.wait(Math.min(inMs, leftMs()));
    return late ? timedOut : outcomeOf(answer);
  } catch (error) {
    if (leftMs() <= 0 || isTimeout(error)) return timedOut;
    return { ...timedOut, error: errorCode(error) };
  }
}

function outcomeOf({ status, headers, body }: Exchange): Outcome {
  const missing = headers['x-missing'];
  return {
    status,
    error: status < 400 ? null : `status ${status}`,
    missing: typeof missing === 'string' ? missing.split(',').map((part) => part.trim()) : [],
    body: body.toString('utf8'),
  };
}

/** The kit's client gives up with a 504 problem. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 504;
}

function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

/** Bytes of HTTP/1.1 framing around a header: colon, space, CR and LF. */
const headerFraming = 4;

function requestBytes({ method, path, headers, body }: PhoneRequest): number {
  const head = `${method} ${path} HTTP/1.1\r\n\r\n`.length;
  return head + headerBytes(headers) + (body === null ? 0 : Buffer.byteLength(body));
}

function answerBytes({ headers, body }: Exchange): number {
  return 'HTTP/1.1 200 OK\r\n\r\n'.length + headerBytes(headers) + body.length;
}

function headerBytes(headers: Readonly<Record<string, string | string[] | undefined>>): number {
  let bytes = 0;
  for (const name in headers) bytes += name.length + String(headers[name]).length + headerFraming;
  return bytes;
}
