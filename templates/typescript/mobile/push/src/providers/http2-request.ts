import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2';
import type { Dispatcher } from 'undici';

/** What a request tells besides to its handler. */
export interface RequestEvents {
  /** Somebody gave it up. */
  readonly onAbort: () => void;
  /** It is over, whatever came of it; called once. */
  readonly onEnd: () => void;
}

/** One request on an HTTP/2 connection, as its handler is told of it. */
export class Http2Request implements Dispatcher.DispatchController {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #events: RequestEvents;
  #stream: ClientHttp2Stream | null = null;
  #reason: Error | null = null;
  #isOver = false;

  constructor(handler: Dispatcher.DispatchHandler, events: RequestEvents) {
    this.#handler = handler;
    this.#events = events;
    handler.onRequestStart?.(this, undefined);
  }

  get aborted(): boolean {
    return this.#reason !== null;
  }

  get paused(): boolean {
    return this.#stream?.isPaused() ?? false;
  }

  get reason(): Error | null {
    return this.#reason;
  }

  /** Gives the request up, whether it was sent yet or not. */
  abort(reason: Error): void {
    if (this.#isOver) return;
    this.#reason = reason;
    this.#stream?.close(constants.NGHTTP2_CANCEL);
    this.fail(reason);
    this.#events.onAbort();
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  /** Sends it, unless it was given up. */
  send(session: ClientHttp2Session, { method, path, headers, body }: Dispatcher.DispatchOptions): void {
    if (this.#isOver) return;
    let stream: ClientHttp2Stream;
    try {
      stream = session.request({
        ...(headers as Record<string, string>),
        [constants.HTTP2_HEADER_METHOD]: method,
        [constants.HTTP2_HEADER_PATH]: path,
      });
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#stream = stream;
    this.#listen(stream);
    stream.end(body as string | Buffer | null);
  }

  /** Says that nothing will come of it. */
  fail(error: Error): void {
    if (this.#end()) this.#handler.onResponseError?.(this, error);
  }

  #listen(stream: ClientHttp2Stream): void {
    let hasBegun = false;
    stream.on('response', ({ [constants.HTTP2_HEADER_STATUS]: status, ...headers }) => {
      hasBegun = true;
      this.#handler.onResponseStart?.(this, Number(status), headers);
    });
    stream.on('data', (chunk: Buffer) => this.#handler.onResponseData?.(this, chunk));
    stream.on('error', (error) => this.fail(error.cause instanceof Error ? error.cause : error));
    // Not at its end: what the other side breaks off ends, too, and says so only now.
    stream.on('close', () => {
      if (!hasBegun || stream.aborted || stream.rstCode !== constants.NGHTTP2_NO_ERROR)
        this.fail(new Error('the connection ended before the answer did'));
      if (this.#end()) this.#handler.onResponseEnd?.(this, {});
    });
  }

  /** Returns false where it is over already. */
  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#events.onEnd();
    return true;
  }
}
