import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

type Controller = Dispatcher.DispatchController;
type Handler = Dispatcher.DispatchHandler;

/**
 * A request that its caller believes to be under way while a fault decides about it: the caller can abort it at any time,
 * before and after it is really sent.
 */
export class HeldRequest implements Controller {
  aborted = false;
  paused = false;
  reason: Error | null = null;
  readonly #handler: Handler;
  #sent: Controller | null = null;
  #ended = false;
  #onAbort: () => void = () => {};

  constructor(handler: Handler) {
    this.#handler = handler;
    handler.onRequestStart?.(this, {});
  }

  get rawHeaders(): NonNullable<Controller['rawHeaders']> | null {
    return this.#sent?.rawHeaders ?? null;
  }

  /** Says what to release when the caller aborts before the request is sent; at once if it has done so already. */
  onAbort(callback: () => void): void {
    this.#onAbort = callback;
    if (this.aborted) callback();
  }

  abort(reason: Error): void {
    if (this.aborted || this.#ended) return;
    this.aborted = true;
    this.reason = reason;
    if (this.#sent !== null) {
      this.#sent.abort(reason);
      return;
    }
    this.#onAbort();
    this.#handler.onResponseError?.(this, reason);
  }

  pause(): void {
    this.paused = true;
    this.#sent?.pause();
  }

  resume(): void {
    this.paused = false;
    this.#sent?.resume();
  }

  /** Ends a request that was never sent. */
  fail(error: Error): void {
    if (this.aborted || this.#ended) return;
    this.#ended = true;
    this.#handler.onResponseError?.(this, error);
  }

  /** Answers a request that was never sent. */
  answer(status: number, headers: Readonly<Record<string, string>>, body: Buffer): void {
    if (this.aborted || this.#ended) return;
    this.#ended = true;
    this.#handler.onResponseStart?.(this, status, headers, STATUS_CODES[status] ?? '');
    this.#handler.onResponseData?.(this, body);
    this.#handler.onResponseEnd?.(this, {});
  }

  /** Returns the handler to really send the request with. Not to be asked for once the request is aborted. */
  handler(): Handler {
    const handler = this.#handler;
    return {
      onRequestStart: (controller) => {
        this.#sent = controller;
        if (this.reason !== null) controller.abort(this.reason);
      },
      onRequestUpgrade: (_controller, status, headers, socket) =>
        handler.onRequestUpgrade?.(this, status, headers, socket),
      onResponseStart: (_controller, status, headers, message) =>
        handler.onResponseStart?.(this, status, headers, message),
      onResponseData: (_controller, chunk) => handler.onResponseData?.(this, chunk),
      onResponseEnd: (_controller, trailers) => {
        this.#ended = true;
        handler.onResponseEnd?.(this, trailers);
      },
      onResponseError: (_controller, error) => {
        this.#ended = true;
        handler.onResponseError?.(this, error);
      },
    };
  }
}

/** Lets a body that nobody is going to send flow away, so that who writes it is not left waiting. */
export function discardBody(body: Dispatcher.DispatchOptions['body']): void {
  if (body instanceof Readable) body.resume();
}
