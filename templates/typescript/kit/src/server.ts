import type { IncomingHttpHeaders } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';
import { type BodySchema, createBodyCheck } from './check-body.ts';
import { type Answer, type CallContext, type Input, readCaller, readIdempotencyKey } from './context.ts';
import { deadlineHeader, openDeadline } from './deadline.ts';
import { countRequests } from './metrics.ts';
import { clientError, Problem, problemBody, problemMediaType } from './problem.ts';
import type { Seams } from './seams.ts';
import { endSpan, readTraceparent, startServerSpan, traceHeader, traceIdOf } from './telemetry.ts';
import { tracedLog } from './traced-log.ts';

/** What every service is told about itself. */
export interface ServiceConfig {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Given back by the readiness check, so that whoever started this instance knows its own from another. */
  readonly instanceId: string;
  /** The most that a request may take, where the service has one figure for all. */
  readonly deadlineMs?: number;
}

/** A service that can be started and stopped, any number of them in one process. */
export interface Service {
  readonly name: string;
  /** Listens and resolves to where: port 0 takes a free one. Rejects if the port is taken. */
  listen(at?: { readonly host: string; readonly port: number }): Promise<Address>;
  /** Answers what is under way, refuses what is new, and releases what was opened. */
  close(): Promise<void>;
}

export interface Address {
  readonly url: string;
  readonly port: number;
}

/** One operation of a service's API. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** `/products/{sku}`. */
  readonly path: string;
  /** The most it may take; a caller that waits less long shortens it. */
  readonly deadlineMs: number;
  /** What its body has to be, checked before it is handled; without it, any body is taken. */
  readonly body?: BodySchema;
  /** The headers are for a protocol that carries its meaning there; what belongs to every request is in the context. */
  handle(input: Input, context: CallContext, headers: IncomingHttpHeaders): Promise<Answer>;
}

export interface ServiceOptions {
  /** False while the service cannot do its work; asked by the readiness check. */
  readonly isReady?: () => boolean | Promise<boolean>;
  /** Called once, after the last answer. */
  readonly onClose?: () => void | Promise<void>;
  /** Reads bodies of this media type as text, beside JSON. */
  readonly textType?: string;
  /** Returns the template of the route that serves a request, for metrics; null: none. Without it, the router's own. */
  readonly routeOf?: (request: FastifyRequest) => string | null;
}

/** Fastify's own limit of 100 refuses the tokens that push providers give to devices: FCM's have 163 characters. */
const maxPathParameterLength = 1024;

/** A client has so long to send a request: one that trickles it holds its connection no longer. Bodies are of 1 MiB at most. */
const requestTimeoutMs = 30_000;

/**
 * What requests under way have, at least, when a service is closed. Kubernetes gives it 30 s: 5 s until no node sends it anything new,
 * and 15 s for the last spans. A service whose requests may take longer is given more.
 */
const leastClosingMs = 10_000;

/** Returns a service that answers the given operations and its health checks, `/health/live` and `/health/ready`. */
export function createHttpService(
  config: ServiceConfig,
  seams: Seams,
  operations: readonly Operation[],
  options: ServiceOptions = {},
): Service {
  const templates = new Map<string | undefined, string>();
  const deadlineMs = Math.max(0, ...operations.map((operation) => operation.deadlineMs));
  const { app, log } = createApp({ ...config, deadlineMs }, seams, {
    routeOf: (request) => templates.get(request.routeOptions.url) ?? ownRoute(request),
    ...options,
  });
  // Fastify's own; a text where JSON belongs is another media type.
  app.removeContentTypeParser('text/plain');
  if (options.textType !== undefined) {
    app.addContentTypeParser(options.textType, { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
  }
  for (const operation of operations) {
    const { url, parameters } = routerPath(operation.path);
    templates.set(url, operation.path);
    const checked = checkedFirst(operation);
    app.route({
      method: operation.method,
      url,
      handler: (request, reply) => runOperation(checked, { request, reply, parameters }, { seams, log }),
    });
  }
  return asService(config, app);
}

/** Returns an operation that is handled only where the body is what it has to be. */
function checkedFirst(operation: Operation): Operation {
  if (operation.body === undefined) return operation;
  const check = createBodyCheck(operation.body);
  return {
    ...operation,
    async handle(input, context, headers) {
      check(input.body);
      return operation.handle(input, context, headers);
    },
  };
}

/** Returns the log of a service: one JSON object a line, each with its name. */
export function serviceLog(config: ServiceConfig, { logSink }: Pick<Seams, 'logSink'>): Logger {
  return pino({ name: config.name, level: config.logLevel, base: { service: config.name } }, logSink);
}

/** Returns a bare Fastify with health checks and problem details, for a service that does more than answer operations. */
export function createApp(
  config: ServiceConfig,
  seams: Seams,
  options: ServiceOptions = {},
): { readonly app: FastifyInstance; readonly log: Logger } {
  const log = serviceLog(config, seams);
  const closingMs = Math.max(leastClosingMs, config.deadlineMs ?? 0);
  const app = Fastify({
    forceCloseConnections: 'idle',
    requestTimeout: requestTimeoutMs,
    // Node.js gives headers a minute, and takes the larger of the two for the whole request.
    http: { headersTimeout: requestTimeoutMs },
    // Nothing goes over a connection while its request is worked at: that is no reason to close it.
    connectionTimeout: closingMs + requestTimeoutMs,
    requestIdHeader: false,
    routerOptions: { maxParamLength: maxPathParameterLength },
  });
  countRequests(app, seams, options.routeOf ?? ownRoute);
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = (await options.isReady?.()) ?? true;
    reply.code(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'starting', service: config.name, instance: config.instanceId };
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0];
    const problem = new Problem(404, 'Not Found', `nothing answers ${request.method} ${path}`);
    return sendProblem(reply, problem, sentTraceId(request));
  });
  app.setErrorHandler((error, request, reply) => {
    const traceId = sentTraceId(request);
    const about = traceId === undefined ? log : log.child({ trace_id: traceId });
    return sendProblem(reply, asProblem(error, about), traceId);
  });
  // A connection that is busy when closing begins is closed when it has its answer: its client would keep it open for a minute.
  let stopWaiting = () => {};
  app.addHook('preClose', async () => {
    app.server.keepAliveTimeout = 1;
    // What is left then is a client that sends its request bit by bit, or does not read its answer.
    stopWaiting = seams.clock.after(closingMs, () => app.server.closeAllConnections());
  });
  app.addHook('onClose', async () => {
    stopWaiting();
    await options.onClose?.();
  });
  return { app, log };
}

/** Returns the trace that whoever called names; undefined: none. */
function sentTraceId({ headers }: FastifyRequest): string | undefined {
  return readTraceparent(headers[traceHeader])?.traceId;
}

/** Returns the path of the route that serves a request, as the router has it; null: nothing serves it. */
function ownRoute({ routeOptions }: FastifyRequest): string | null {
  return routeOptions.url ?? null;
}

/** Returns the service that a Fastify instance is. */
export function asService(config: ServiceConfig, app: FastifyInstance): Service {
  return {
    name: config.name,
    async listen(at = config) {
      const url = await app.listen({ host: at.host, port: at.port });
      return { url, port: Number(new URL(url).port) };
    },
    close: () => app.close(),
  };
}

/**
 * Turns whatever was thrown into a problem. One of 500 and above is logged with what its answer says: whoever is called at night
 * looks there first. An unforeseen error is logged with its stack and told to nobody.
 */
export function asProblem(error: unknown, log: Logger): Problem {
  if (error instanceof Problem) {
    if (error.status >= 500) log.warn({ status: error.status }, error.message);
    return error;
  }
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return clientError(error.statusCode, error.message);
  }
  log.error({ err: error }, 'unforeseen error');
  return new Problem(500, 'Internal Server Error', 'the service failed unexpectedly');
}

/** Answers with problem details, which name the trace of the request, where there is one. */
export function sendProblem(reply: FastifyReply, problem: Problem, traceId?: string): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type(problemMediaType)
    .send(problemBody(problem, traceId));
}

/** One request and the reply to it. */
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Names of the path's parameters, in order. */
  readonly parameters: readonly string[];
}

async function runOperation(
  operation: Operation,
  { request, reply, parameters }: Exchange,
  { seams, log }: { readonly seams: Seams; readonly log: Logger },
): Promise<FastifyReply> {
  const { headers } = request;
  const span = startServerSpan(seams.tracer, operation.name, headers[traceHeader]);
  const context: CallContext = {
    span,
    deadline: openDeadline(headers[deadlineHeader], operation.deadlineMs, seams.clock),
    caller: readCaller(headers),
    idempotencyKey: readIdempotencyKey(headers),
    // Made where something is said: most requests log nothing.
    get log() {
      return tracedLog(log, span);
    },
  };
  const given = request.params as Readonly<Record<string, string>>;
  const params = Object.fromEntries(parameters.map((name, at) => [name, given[`p${at}`]]));
  const input = { params, query: request.query, body: request.body ?? undefined } as Input;
  try {
    const answer = await operation.handle(input, context, headers);
    endSpan(span, answer.status, 500);
    if (answer.status >= 500)
      context.log.warn({ operation: operation.name, status: answer.status }, 'answered with a failure');
    reply.code(answer.status);
    if (answer.headers !== undefined) reply.headers(answer.headers);
    return reply.send(answer.body);
  } catch (error) {
    const problem = asProblem(error, context.log.child({ operation: operation.name }));
    endSpan(span, problem.status, 500);
    return sendProblem(reply, problem, traceIdOf(span));
  }
}

/**
 * Returns a path as the router takes it, and the names of its parameters in order. There they are `p0`, `p1`, …: a name from a
 * contract may hold what ends a name for the router, as `-` and `.` do. A colon of the path itself is doubled.
 */
function routerPath(path: string): { readonly url: string; readonly parameters: readonly string[] } {
  const parameters: string[] = [];
  const url = path.replaceAll(/\{([^}]+)\}|:/g, (_, name?: string) =>
    name === undefined ? '::' : `:p${parameters.push(name) - 1}`,
  );
  return { url, parameters };
}
