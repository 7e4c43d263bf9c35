import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type Problem, timedOut } from './problem.ts';
import type { Clock, Outbound } from './seams.ts';

/** An answer, read to its end. */
export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ExchangeRequest {
  readonly origin: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer | null;
  readonly timeoutMs: number;
}

const emptyBody = Buffer.alloc(0);

/**
 * Sends one request and reads the whole answer. Rejects with a 504 {@link Problem} when the time runs out, and with the
 * dispatcher's own error (`ECONNREFUSED`, `ECONNRESET` ...) when the connection fails.
 */
export function exchange(dispatcher: Outbound, clock: Clock, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let expired: Problem | null = null;
    const cancelTimer = clock.after(request.timeoutMs, () => {
      expired = timedOut(request.origin);
      controller?.abort(expired);
      reject(expired);
    });
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    const chunks: Buffer[] = [];
    dispatcher.dispatch(
      { ...request, method: request.method as Dispatcher.HttpMethod, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(started) {
          controller = started;
          if (expired !== null) started.abort(expired);
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode;
          headers = responseHeaders;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          cancelTimer();
          const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
          resolve({ status, headers, body: body ?? emptyBody });
        },
        onResponseError(_controller, error) {
          cancelTimer();
          reject(expired ?? error);
        },
      },
    );
  });
}

/** True for an answer that is one: 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
