import {
  asProblem,
  asService,
  type CallContext,
  createApp,
  endSpan,
  openDeadline,
  readIdempotencyKey,
  type Seams,
  type Service,
  sendProblem,
  startServerSpan,
  tracedLog,
  traceHeader,
  traceIdOf,
} from '@lintel/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createPassage } from './passage.ts';
import { createRouter } from './router.ts';
import type { GatewayConfig } from './settings.ts';

/** All paths but those of the health checks. */
const everything = '/*';

/**
 * What every answer says unless the service behind says something else: what an app is told of its user is kept by nobody on
 * the way, and nothing is taken for another type than it is of (OWASP, REST Security).
 */
const answerHeaders = Object.entries({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });

/** Returns the gateway: the one way in. It authenticates, limits, routes, caches, and hides what is behind it. */
export function createService(config: GatewayConfig, seams: Seams): Service {
  const router = createRouter(config.routes);
  const routeOf = ({ url }: FastifyRequest) => router(url.split('?', 1)[0] ?? '/');
  const { app, log } = createApp(config, seams, {
    routeOf: (request) => {
      const { url } = request.routeOptions;
      return url === everything ? (routeOf(request)?.pattern ?? null) : (url ?? null);
    },
  });
  const passage = createPassage(config, seams, routeOf);
  // A pass-through reads no body: what comes in is streamed on as it is.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.addHook('onRequest', (_request, { raw }, done) => {
    for (const [name, value] of answerHeaders) raw.setHeader(name, value);
    done();
  });

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const span = startServerSpan(seams.tracer, `${request.method} gateway`, request.headers[traceHeader]);
    const context: CallContext = {
      span,
      // Whatever the client says of it: a call that it could cut short would count against the service for everybody.
      deadline: openDeadline(undefined, config.deadlineMs, seams.clock),
      caller: null,
      idempotencyKey: readIdempotencyKey(request.headers),
      // Made where something is said: most requests log nothing.
      get log() {
        return tracedLog(log, span);
      },
    };
    try {
      const status = await passage(request, reply, context);
      endSpan(span, status, 500);
      return reply;
    } catch (error) {
      const problem = asProblem(error, context.log);
      endSpan(span, problem.status, 500);
      if (reply.raw.headersSent || reply.raw.destroyed) return reply;
      return sendProblem(reply, problem, traceIdOf(span));
    }
  }

  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: everything,
    handler: handle,
  });
  return asService(config, app);
}
