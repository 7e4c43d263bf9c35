import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Breaker } from './breaker.ts';
import { Problem } from './problem.ts';
import type { Seams } from './seams.ts';

/** What a service counts of what it does. It is among the seams where something reads it, and absent everywhere else. */
export interface Metrics {
  /** Counts a request that came in and is over. */
  served(request: ServedRequest): void;
  /** Counts an attempt to have another service answer. */
  called(call: MadeCall): void;
  /** Shows the state of a breaker from now on, as it is whenever somebody looks. */
  watchBreaker(peer: string, operation: string, breaker: Breaker): void;
}

export interface ServedRequest {
  readonly method: string;
  /** The template of its route, `/products/{sku}`, and never its path: there are as many of those as clients make up. Null: none. */
  readonly route: string | null;
  readonly status: number;
  readonly durationMs: number;
}

export interface MadeCall {
  /** Name of the other service, as the architecture has it. */
  readonly peer: string;
  readonly method: string;
  readonly durationMs: number;
  /** Its answer's status, or why there was no answer. */
  readonly outcome: number | 'timeout' | 'cancelled' | 'connection';
}

/** As nginx has it: the client went away before it had an answer. */
const clientClosed = 499;

/** Counts every request that comes to a server. Where nothing is counted it does nothing, so that requests cost nothing more. */
export function countRequests(
  app: FastifyInstance,
  { metrics, clock }: Pick<Seams, 'metrics' | 'clock'>,
  routeOf: (request: FastifyRequest) => string | null,
): void {
  if (metrics === undefined) return;
  app.addHook('onRequest', async (request, { raw }) => {
    const startedMs = clock.monotonic();
    raw.once('close', () =>
      metrics.served({
        method: request.method,
        route: routeOf(request),
        status: raw.headersSent ? raw.statusCode : clientClosed,
        durationMs: clock.monotonic() - startedMs,
      }),
    );
  });
}

/** Returns a way to send requests that counts each of them; where nothing is counted, the given way itself. */
export function countCalls<
  Request extends { readonly method: string },
  Rest extends readonly unknown[],
  Answer extends { readonly status: number },
>(
  { metrics, clock }: Pick<Seams, 'metrics' | 'clock'>,
  peerOf: (request: Request) => string,
  send: (request: Request, ...rest: Rest) => Promise<Answer>,
): (request: Request, ...rest: Rest) => Promise<Answer> {
  if (metrics === undefined) return send;
  return async (request, ...rest) => {
    const startedMs = clock.monotonic();
    const count = (outcome: MadeCall['outcome']) =>
      metrics.called({
        peer: peerOf(request),
        method: request.method,
        durationMs: clock.monotonic() - startedMs,
        outcome,
      });
    try {
      const answer = await send(request, ...rest);
      count(answer.status);
      return answer;
    } catch (error) {
      count(failureOf(error));
      throw error;
    }
  };
}

function failureOf(error: unknown): MadeCall['outcome'] {
  if (!(error instanceof Problem)) return 'connection';
  if (error.status === 504) return 'timeout';
  return error.status === clientClosed ? 'cancelled' : 'connection';
}
