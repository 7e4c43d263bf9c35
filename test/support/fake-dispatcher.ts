import { Dispatcher } from 'undici';
import type { Clock } from '../../templates/typescript/kit/src/seams.ts';

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly afterMs?: number;
  /** In place of an answer. */
  readonly error?: Error;
}

type Options = Dispatcher.DispatchOptions;

/** A dispatcher that answers from a function, and remembers what it was asked and when. */
export class FakeDispatcher extends Dispatcher {
  readonly requests: (Options & { readonly atMs: number })[] = [];
  readonly #clock: Clock;
  readonly #answer: (options: Options) => FakeAnswer;

  constructor(clock: Clock, answer: (options: Options) => FakeAnswer = () => ({})) {
    super();
    this.#clock = clock;
    this.#answer = answer;
  }

  override dispatch(options: Options, handler: Dispatcher.DispatchHandler): boolean {
    this.requests.push({ ...options, atMs: this.#clock.monotonic() });
    const { status = 200, headers = {}, body = '', afterMs = 0, error } = this.#answer(options);
    let cancel = () => {};
    const controller: Dispatcher.DispatchController = {
      aborted: false,
      paused: false,
      reason: null,
      abort(reason) {
        cancel();
        handler.onResponseError?.(controller, reason);
      },
      pause() {},
      resume() {},
    };
    handler.onRequestStart?.(controller, {});
    cancel = this.#clock.after(afterMs, () => {
      if (error !== undefined) {
        handler.onResponseError?.(controller, error);
        return;
      }
      handler.onResponseStart?.(controller, status, { ...headers });
      if (body !== '') handler.onResponseData?.(controller, Buffer.from(body));
      handler.onResponseEnd?.(controller, {});
    });
    return true;
  }
}

/** What a handler was told of one request. */
export interface Seen {
  status: number | null;
  body: string;
  error: (Error & { code?: string }) | null;
  ended: boolean;
  /** How often it was told of an end, by an answer or an error: exactly once is right. */
  ends: number;
  abort: (reason: Error) => void;
}

/** Sends a request and returns what its handler sees, filled in as it happens. */
export function watch(dispatcher: Dispatcher, options: Partial<Options> = {}): Seen {
  const seen: Seen = { status: null, body: '', error: null, ended: false, ends: 0, abort: () => {} };
  dispatcher.dispatch(
    { origin: 'http://callee:8080', path: '/', method: 'GET', ...options },
    {
      onRequestStart: (controller) => {
        seen.abort = (reason) => controller.abort(reason);
      },
      onResponseStart: (_controller, status) => {
        seen.status = status;
      },
      onResponseData: (_controller, chunk) => {
        seen.body += String(chunk);
      },
      onResponseEnd: () => {
        seen.ended = true;
        seen.ends += 1;
      },
      onResponseError: (_controller, error) => {
        seen.error = error;
        seen.ends += 1;
      },
    },
  );
  return seen;
}
