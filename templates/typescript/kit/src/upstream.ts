import type { IncomingHttpHeaders } from 'node:http';
import { answerText } from './answer-text.ts';
import { type Breaker, type BreakerOptions, createBreaker } from './breaker.ts';
import { type CallContext, callerHeaders } from './context.ts';
import { deadlineHeader } from './deadline.ts';
import { type Exchange, type ExchangeRequest, exchange, isSuccess } from './exchange.ts';
import { countCalls } from './metrics.ts';
import { badGateway, clientError, Problem, timedOut } from './problem.ts';
import type { Seams } from './seams.ts';
import { endSpan, failSpan, startClientSpan, traceHeader, traceparent } from './telemetry.ts';

/** How much a call may cost and how it is repeated. */
export interface Resilience {
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Further attempts after the first; only for requests that may be repeated. */
  readonly retries?: number;
  readonly breaker?: BreakerOptions;
}

export interface UpstreamRequest {
  /** Names the span and the breaker. */
  readonly operation: string;
  readonly method: string;
  /** Path and query, encoded. */
  readonly path: string;
  /** Sent as it is if it is a string, else as JSON; undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly resilience?: Resilience;
  /** Whether it may be sent twice; without it, as its method says, or where it hands on an Idempotency-Key. */
  readonly repeatable?: boolean;
  /** Says of an answer of 5xx whether the request is at fault: then it is neither repeated nor counted by the breaker. */
  readonly blamesRequest?: (answer: UpstreamAnswer) => boolean;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The text of the body. */
  readonly text: string;
}

/** Another service, as this one sees it. */
export interface Upstream {
  readonly name: string;
  /**
   * Sends a request and returns its answer, whatever its status. Throws a {@link Problem}: 504 when the time ran out, 502
   * when there was no answer, 503 with Retry-After while the breaker is open.
   */
  call(context: CallContext, request: UpstreamRequest): Promise<UpstreamAnswer>;
}

const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
const backoffBaseMs = 50;
const backoffCapMs = 1000;

/** Returns a service reached at a URL whose host name is the name that the architecture gives it. */
export function createUpstream(name: string, url: string, seams: Seams): Upstream {
  const { origin, pathname } = new URL(url);
  const basePath = pathname === '/' ? '' : pathname;
  const breakers = new Map<string, Breaker>();
  const send = countCalls(
    seams,
    () => name,
    (request: ExchangeRequest) => exchange(seams.dispatcher, seams.clock, request),
  );

  function breakerOf(request: UpstreamRequest): Breaker | null {
    if (request.resilience?.breaker === undefined) return null;
    const known = breakers.get(request.operation);
    if (known !== undefined) return known;
    const created = createBreaker(request.resilience.breaker, seams.clock);
    breakers.set(request.operation, created);
    seams.metrics?.watchBreaker(name, request.operation, created);
    return created;
  }

  async function attempt(
    context: CallContext,
    request: UpstreamRequest,
    timeoutMs: number,
  ): Promise<UpstreamAnswer> {
    const span = startClientSpan(seams.tracer, context.span, request.operation, name);
    let answer: Exchange;
    try {
      answer = await send({
        origin,
        method: request.method,
        path: basePath + request.path,
        headers: outboundHeaders(context, request, traceparent(span), timeoutMs),
        body: bodyOf(request.body),
        timeoutMs,
      });
    } catch (error) {
      failSpan(span, error instanceof Error ? error.message : String(error));
      if (error instanceof Problem) throw timedOut(name);
      throw badGateway(name, `could not be reached (${errorCode(error)})`);
    }
    const { status, headers, body } = answer;
    endSpan(span, status, 500);
    return { status, headers, text: answerText(name, body, headers['content-type']) };
  }

  async function guarded(
    context: CallContext,
    request: UpstreamRequest,
    timeoutMs: number,
  ): Promise<UpstreamAnswer> {
    const breaker = breakerOf(request);
    const admission = breaker?.admit() ?? null;
    if (admission !== null && admission.refusalMs > 0) {
      const seconds = String(Math.ceil(admission.refusalMs / 1000));
      throw new Problem(503, 'Service Unavailable', `${name} is failing; its breaker is open`, {
        'retry-after': seconds,
      });
    }
    // Who asks with a short deadline must not open the breaker for everybody: a time-out says nothing of the other side where
    // it was left less time than it may take.
    const isCut = timeoutMs < (request.resilience?.timeoutMs ?? 0);
    const settle = (failed: boolean, isTimeout: boolean) => {
      if (breaker === null || admission === null) return;
      if (isCut && isTimeout) breaker.release(admission);
      else breaker.record(admission, failed);
    };
    try {
      const answer = await attempt(context, request, timeoutMs);
      // Lintel's own services know their deadline, and answer 504 themselves when it passes.
      settle(isFailure(request, answer), answer.status === 504);
      return answer;
    } catch (error) {
      settle(true, error instanceof Problem && error.status === 504);
      throw error;
    }
  }

  async function call(context: CallContext, request: UpstreamRequest): Promise<UpstreamAnswer> {
    const mayRepeat =
      request.repeatable ?? (repeatable.has(request.method) || context.idempotencyKey !== null);
    const retries = mayRepeat ? (request.resilience?.retries ?? 0) : 0;
    for (let repeated = 0; ; repeated++) {
      const remainingMs = context.deadline.remainingMs();
      if (remainingMs <= 0) throw timedOut(name);
      const timeoutMs = Math.min(request.resilience?.timeoutMs ?? remainingMs, remainingMs);
      const pauseMs = fullJitterMs(repeated, seams.random.next());
      const isLast = () => repeated >= retries || pauseMs >= context.deadline.remainingMs();
      try {
        const answer = await guarded(context, request, timeoutMs);
        if (!isFailure(request, answer) || isLast()) return answer;
      } catch (error) {
        // An open breaker is asked no second time: it is there to fail at once.
        if (isRefusal(error) || isLast()) throw error;
      }
      await new Promise<void>((resume) => seams.clock.after(pauseMs, resume));
    }
  }

  return { name, call };
}

/** What another side says of the credentials that it was given. */
const credentialStatuses = new Set([401, 403, 407]);

/**
 * Throws a 502 where a system outside refuses this service: it speaks of the credentials between the two. The phone would take
 * its 401 for the end of its own session, and the words are not for it. Returns any other answer.
 */
export function expectAdmitted(upstream: string, answer: UpstreamAnswer): UpstreamAnswer {
  if (credentialStatuses.has(answer.status)) throw badGateway(upstream, `answered ${answer.status}`);
  return answer;
}

/** Throws what a failed answer means to the caller: a 4xx as it is, anything else as a 502. Returns a successful one. */
export function expectSuccess(upstream: string, answer: UpstreamAnswer): UpstreamAnswer {
  if (isSuccess(answer.status)) return answer;
  // A service follows no redirect: where one points to is not what the architecture says it talks to.
  if (answer.status >= 400 && answer.status < 500)
    throw clientError(
      answer.status,
      detailOf(answer.text) ?? `${upstream} refused the request`,
      answer.status === 429 ? retryAfterOf(answer) : {},
    );
  throw badGateway(upstream, `answered ${answer.status}`);
}

/** Returns the JSON of an answer, or null for an empty one. Throws a 502 {@link Problem} where it is no JSON. */
export function readJson(upstream: string, answer: UpstreamAnswer): unknown {
  if (answer.text === '') return null;
  try {
    return JSON.parse(answer.text);
  } catch {
    throw badGateway(upstream, 'answered something that is not JSON');
  }
}

function isFailure({ blamesRequest }: UpstreamRequest, answer: UpstreamAnswer): boolean {
  return answer.status >= 500 && blamesRequest?.(answer) !== true;
}

function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status === 503;
}

/** Full jitter: a uniform share of the exponential step, so that repeated calls do not come in waves. */
function fullJitterMs(repeated: number, uniform: number): number {
  return uniform * Math.min(backoffCapMs, backoffBaseMs * 2 ** repeated);
}

function outboundHeaders(context: CallContext, request: UpstreamRequest, trace: string, timeoutMs: number) {
  const headers: Record<string, string> = {
    [traceHeader]: trace,
    [deadlineHeader]: String(Math.floor(timeoutMs)),
    ...callerHeaders(context.caller),
  };
  if (context.idempotencyKey !== null) headers['idempotency-key'] = context.idempotencyKey;
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  return Object.assign(headers, request.headers);
}

function bodyOf(body: unknown): string | null {
  if (body === undefined) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function detailOf(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'detail' in parsed) return String(parsed.detail);
  } catch {
    return null;
  }
  return null;
}

function retryAfterOf({ headers }: UpstreamAnswer): Readonly<Record<string, string>> {
  const value = headers['retry-after'];
  return value === undefined ? {} : { 'retry-after': value };
}

function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
