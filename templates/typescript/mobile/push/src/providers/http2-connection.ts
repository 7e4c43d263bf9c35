import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import type { Outbound } from '@lintel/kit';
import type { Dispatcher } from 'undici';

/** A connection that nothing was asked on for so long is closed: what lies between may have forgotten it by then. */
const idleMs = 300_000;

/**
 * Sends requests to one origin by HTTP/2 alone, which APNs asks for: all of them on one connection, opened when there is something to
 * send. undici speaks HTTP/2 too, but in its version for Node.js 20 the whole process ends by a GOAWAY, with which a server takes leave of
 * a connection whenever it likes (RFC 9113 section 6.8).
 */
export class Http2Connection implements Outbound {
  readonly #origin: string;
  #session: ClientHttp2Session | null = null;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Bodies are texts, buffers, or null. Returns true: there is always room for one more. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): true {
    const session = this.#open();
    const stream = session.request({
      ...(options.headers as Record<string, string>),
      [constants.HTTP2_HEADER_METHOD]: options.method,
      [constants.HTTP2_HEADER_PATH]: options.path,
    });
    // Who gives up may have waited for a connection that is dead without anybody having said so: the next one has another.
    report(stream, handler, () => this.#retire(session));
    stream.end(options.body as string | Buffer | null);
    return true;
  }

  /** Lets what is under way end, and opens no further connection by itself. */
  close(): void {
    if (this.#session !== null) this.#retire(this.#session);
  }

  #open(): ClientHttp2Session {
    if (this.#session !== null && !this.#session.closed) return this.#session;
    const session = connect(this.#origin);
    const retire = () => this.#retire(session);
    session.on('goaway', retire);
    session.on('close', retire);
    session.setTimeout(idleMs, retire);
    // Each request that was on it says so itself.
    session.on('error', () => {});
    this.#session = session;
    return session;
  }

  /** Takes no further request on a connection, and closes it once those on it have ended. */
  #retire(session: ClientHttp2Session): void {
    if (this.#session === session) this.#session = null;
    session.close();
  }
}

/** Tells a handler what becomes of a request. */
function report(stream: ClientHttp2Stream, handler: Dispatcher.DispatchHandler, onAbort: () => void): void {
  let reason: Error | null = null;
  let hasBegun = false;
  let isSettled = false;
  const controller: Dispatcher.DispatchController = {
    get aborted() {
      return reason !== null;
    },
    get paused() {
      return stream.isPaused();
    },
    get reason() {
      return reason;
    },
    abort(given) {
      reason = given;
      onAbort();
      stream.close(constants.NGHTTP2_CANCEL);
      fail(given);
    },
    pause: () => stream.pause(),
    resume: () => stream.resume(),
  };
  const fail = (error: Error) => {
    if (isSettled) return;
    isSettled = true;
    handler.onResponseError?.(controller, error);
  };
  stream.on('response', ({ [constants.HTTP2_HEADER_STATUS]: status, ...headers }) => {
    hasBegun = true;
    handler.onResponseStart?.(controller, Number(status), headers);
  });
  stream.on('data', (chunk: Buffer) => handler.onResponseData?.(controller, chunk));
  stream.on('error', (error) => fail(error.cause instanceof Error ? error.cause : error));
  // Not at its end: what the other side breaks off ends, too, and says so only now.
  stream.on('close', () => {
    if (!hasBegun || stream.aborted || stream.rstCode !== constants.NGHTTP2_NO_ERROR)
      fail(new Error('the connection ended before the answer did'));
    if (isSettled) return;
    isSettled = true;
    handler.onResponseEnd?.(controller, {});
  });
  handler.onRequestStart?.(controller, undefined);
}
