import {
  badRequest,
  type CallContext,
  type Caller,
  callerHeaders,
  countCalls,
  deadlineHeader,
  endSpan,
  failSpan,
  Problem,
  type Seams,
  startClientSpan,
  timedOut,
  traceHeader,
  traceparent,
} from '@lintel/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cacheKey, createAnswerCache } from './answer-cache.ts';
import { limitedBody } from './body-limit.ts';
import { endToEnd } from './end-to-end.ts';
import { type Forwarded, type ForwardRequest, type ForwardTarget, forward } from './forward.ts';
import { giveAgain } from './give-again.ts';
import { createLimiter } from './limits.ts';
import type { GatewayConfig, Route } from './settings.ts';
import { freshMs, mayStore } from './storable.ts';
import { createTokenVerifier } from './tokens.ts';

/** Takes one request through the gateway and answers it; resolves to the status. Throws a {@link Problem} to be answered. */
export type Passage = (request: FastifyRequest, reply: FastifyReply, context: CallContext) => Promise<number>;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const longestCachedAnswer = 1024 * 1024;

/** Returns the passage: route, authenticate, limit, look into the cache, forward. */
export function createPassage(
  config: GatewayConfig,
  seams: Seams,
  routeOf: (request: FastifyRequest) => Route | null,
): Passage {
  const tokens = config.identity === null ? null : createTokenVerifier(config.identity, seams);
  const limiter = createLimiter(config.plans, seams.clock);
  const cache = createAnswerCache(config.cacheBytes, seams.clock);
  const send = countCalls(
    seams,
    ({ name }: ForwardRequest) => name,
    (request: ForwardRequest, target: ForwardTarget) => forward(seams, request, target),
  );
  const origins = new Map(Object.entries(config.upstreams).map(([name, url]) => [name, new URL(url).origin]));

  async function authenticate(
    route: Route,
    request: FastifyRequest,
    context: CallContext,
  ): Promise<Caller | null> {
    if (route.public || tokens === null) return null;
    const caller = await tokens.verify(request.headers.authorization, context);
    limiter.admit(caller);
    return caller;
  }

  async function pass(
    route: Route,
    request: FastifyRequest,
    reply: FastifyReply,
    from: Sender,
  ): Promise<Forwarded> {
    const remainingMs = from.context.deadline.remainingMs();
    if (remainingMs <= 0) throw timedOut(route.to);
    const body = limitedBody(request.raw, config.bodyBytes);
    const span = startClientSpan(
      seams.tracer,
      from.context.span,
      `${request.method} ${route.pattern}`,
      route.to,
    );
    const headers = outboundHeaders(route, request, from.caller);
    headers[traceHeader] = traceparent(span);
    // It is all the service's: those of the kit begin to count when they have read the body.
    headers[deadlineHeader] = String(Math.floor(remainingMs));
    try {
      const forwarded = await send(
        {
          name: route.to,
          origin: origins.get(route.to) ?? '',
          method: request.method,
          path: request.url,
          headers,
          body,
          timeoutMs: remainingMs,
        },
        {
          response: reply.raw,
          onBegin: () => reply.hijack(),
          keepBytes: from.keep ? Math.min(longestCachedAnswer, config.cacheBytes) : 0,
        },
      );
      endSpan(span, forwarded.status, 500);
      return forwarded;
    } catch (error) {
      failSpan(span, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  return async (request, reply, context) => {
    const route = routeOf(request);
    if (route === null) throw new Problem(404, 'Not Found', 'no route leads there');
    const caller = await authenticate(route, request, context);
    if (
      route.idempotency === 'required' &&
      !safeMethods.has(request.method) &&
      context.idempotencyKey === null
    ) {
      throw badRequest('this route asks for an Idempotency-Key header');
    }
    // On a public route, what a service answers to somebody's credentials is for nobody else (RFC 9111, 3.5).
    const isAnonymous = !route.public || request.headers.authorization === undefined;
    const keep = route.cacheMs !== null && request.method === 'GET' && isAnonymous;
    const key = keep ? cacheKey(route, request.url, caller) : '';
    const found = keep ? cache.find(key) : undefined;
    if (found !== undefined) return giveAgain(found, request, reply);
    const { status, headers, kept, begunAt } = await pass(route, request, reply, { caller, context, keep });
    const ttlMs = freshMs(headers, route.cacheMs ?? 0);
    if (kept !== null && ttlMs > 0 && mayStore(status, headers))
      cache.store(key, { status, headers, body: kept, begunAt }, ttlMs);
    return status;
  };
}

interface Sender {
  readonly caller: Caller | null;
  readonly context: CallContext;
  /** Whether the answer is wanted for the cache. */
  readonly keep: boolean;
}

/**
 * Headers that are not handed on: whom the client asks, who it is and how long that may take is for the gateway to say, and
 * what it expects before it sends a body has been answered.
 */
const withheld = new Set(['host', 'expect', 'x-caller-id', 'x-caller-app', 'x-caller-plan', deadlineHeader]);

function outboundHeaders(
  route: Route,
  request: FastifyRequest,
  caller: Caller | null,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of endToEnd(request.headers)) {
    if (typeof value === 'string' && !withheld.has(name)) headers[name] = value;
  }
  // On a public route the credentials are the service's to read; elsewhere the gateway has read them for everyone.
  if (!route.public) delete headers['authorization'];
  return Object.assign(headers, callerHeaders(caller));
}
