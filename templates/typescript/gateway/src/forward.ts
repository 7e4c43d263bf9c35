import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { Problem, type Seams, timedOut } from '@lintel/kit';
import type { Dispatcher } from 'undici';
import { endToEnd } from './end-to-end.ts';
import { createTimeLimit } from './time-limit.ts';

/** A request on its way to the service behind a route. */
export interface ForwardRequest {
  readonly name: string;
  readonly origin: string;
  readonly method: string;
  /** Path and query, as they came. */
  readonly path: string;
  readonly headers: Record<string, string>;
  /** The body as it arrives; null: none. */
  readonly body: Readable | null;
  /** How long the service is waited for, until its answer begins. */
  readonly timeoutMs: number;
}

/** Where an answer goes. */
export interface ForwardTarget {
  readonly response: ServerResponse;
  /** Called once, before the first byte of the answer is written. */
  readonly onBegin: () => void;
  /** The most of the body to keep; 0: none. */
  readonly keepBytes: number;
}

export interface Forwarded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** When the answer began, by the monotonic clock. */
  readonly begunAt: number;
  /** The body, if it was asked for and not longer than that; null otherwise. */
  readonly kept: Buffer | null;
}

/**
 * An answer may take as long as the client's network needs for it, but not stand still for so long. What is left of it when the service
 * has sent all is for the server's own limit on connections over which nothing goes.
 */
const longestStandstillMs = 30_000;

/**
 * Streams a request to a service and its answer back, chunk by chunk, under the reader's own pace. Rejects, with nothing
 * written, while no answer has begun: 504 when the time runs out, 502 when the connection fails. Once an answer has begun,
 * a failure ends the connection, so that nobody takes a part for the whole.
 *
 * The time is the service's alone: it runs from when the body has been handed on, and while the service does not take it. For how long
 * a client may send one, the server says (`requestTimeout`).
 */
export function forward(
  { dispatcher, clock }: Pick<Seams, 'dispatcher' | 'clock'>,
  request: ForwardRequest,
  { response, onBegin, keepBytes }: ForwardTarget,
): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let gaveUp: Error | null = null;
    let status = 0;
    let begunAt = 0;
    let headers: IncomingHttpHeaders = {};
    let kept: Buffer[] | null = keepBytes > 0 ? [] : null;
    let keptBytes = 0;
    const giveUp = (error: Error) => {
      gaveUp ??= error;
      controller?.abort(error);
      if (status === 0) reject(error);
    };
    const limit = createTimeLimit(clock, () =>
      giveUp(response.writableNeedDrain ? clientClosed('the client takes nothing') : timedOut(request.name)),
    );
    const waitForService = () => {
      if (status === 0) limit.goOn();
    };
    const waitForClient = () => {
      if (status === 0) limit.hold();
    };
    limit.start(request.timeoutMs);
    // The dispatcher lets the body flow as soon as there is a connection, and pauses it while the service takes nothing.
    request.body?.on('resume', waitForClient).on('pause', waitForService).once('end', waitForService);
    const onGone = () => giveUp(clientClosed('the client went away'));
    response.once('close', onGone);
    const settle = () => {
      limit.end();
      response.off('close', onGone);
    };
    dispatcher.dispatch(
      { ...request, method: request.method as Dispatcher.HttpMethod, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(started) {
          controller = started;
          if (gaveUp !== null) started.abort(gaveUp);
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          if (statusCode < 200) return;
          status = statusCode;
          headers = responseHeaders;
          begunAt = clock.monotonic();
          limit.start(longestStandstillMs);
          onBegin();
          for (const [name, value] of endToEnd(responseHeaders)) {
            // The gateway's own server says when it answers.
            if (name !== 'date') response.setHeader(name, value);
          }
          response.writeHead(statusCode);
        },
        onResponseData(source, chunk) {
          limit.start(longestStandstillMs);
          if (kept !== null) {
            keptBytes += chunk.length;
            if (keptBytes > keepBytes) kept = null;
            else kept.push(chunk);
          }
          if (response.write(chunk)) return;
          source.pause();
          response.once('drain', () => {
            limit.start(longestStandstillMs);
            source.resume();
          });
        },
        onResponseEnd() {
          settle();
          response.end();
          resolve({ status, headers, begunAt, kept: kept === null ? null : Buffer.concat(kept) });
        },
        onResponseError(_controller, error) {
          settle();
          if (status !== 0) response.destroy(error);
          reject(gaveUp ?? unreachable(request.name, error));
        },
      },
    );
  });
}

function clientClosed(reason: string): Problem {
  return new Problem(499, 'Client Closed Request', reason);
}

function unreachable(name: string, error: Error): Problem {
  // What is wrong with the body that came in says so itself.
  if (error instanceof Problem) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  return new Problem(502, 'Bad Gateway', `${name} could not be reached (${code})`);
}
