import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { Problem, type Seams, timedOut } from '@lintel/kit';
import type { Dispatcher } from 'undici';
import { endToEnd } from './end-to-end.ts';

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
  /** The body, if it was asked for and not longer than that; null otherwise. */
  readonly kept: Buffer | null;
}

/**
 * Streams a request to a service and its answer back, chunk by chunk, under the reader's own pace. Rejects, with nothing
 * written, while no answer has begun: 504 when the time runs out, 502 when the connection fails. Once an answer has begun,
 * a failure ends the connection, so that nobody takes a part for the whole.
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
    let headers: IncomingHttpHeaders = {};
    let kept: Buffer[] | null = keepBytes > 0 ? [] : null;
    let keptBytes = 0;
    const giveUp = (error: Error) => {
      gaveUp ??= error;
      controller?.abort(error);
      if (status === 0) reject(error);
    };
    const cancelTimer = clock.after(request.timeoutMs, () => giveUp(timedOut(request.name)));
    const onGone = () => giveUp(new Problem(499, 'Client Closed Request', 'the client went away'));
    response.once('close', onGone);
    const settle = () => {
      cancelTimer();
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
          onBegin();
          for (const [name, value] of endToEnd(responseHeaders)) {
            // The gateway's own server says when it answers.
            if (name !== 'date') response.setHeader(name, value);
          }
          response.writeHead(statusCode);
        },
        onResponseData(source, chunk) {
          if (kept !== null) {
            keptBytes += chunk.length;
            if (keptBytes > keepBytes) kept = null;
            else kept.push(chunk);
          }
          if (response.write(chunk)) return;
          source.pause();
          response.once('drain', () => source.resume());
        },
        onResponseEnd() {
          settle();
          response.end();
          resolve({ status, headers, kept: kept === null ? null : Buffer.concat(kept) });
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

function unreachable(name: string, error: Error): Problem {
  // What is wrong with the body that came in says so itself.
  if (error instanceof Problem) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  return new Problem(502, 'Bad Gateway', `${name} could not be reached (${code})`);
}
