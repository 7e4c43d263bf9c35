import type { Dispatcher } from 'undici';
import type { Fault, FaultTools } from './fault.ts';
import { HeldRequest } from './held-request.ts';
import { waitWithin } from './lifetime.ts';

/** Lets bodies through at a rate: the request's is delayed as a whole, the answer's piece by piece. */
export const bandwidth: Fault<'bandwidth'> = {
  id: 'bandwidth',
  summary: 'bodies pass at a limited rate',
  intercept: (effect, tools) => (dispatch) => (options, handler) => {
    const held = new HeldRequest(handler);
    const send = () => {
      if (held.aborted) return;
      dispatch(options, new SlowAnswer(held, effect.kbitPerSecond, tools).handler());
    };
    const delayMs = transferMs(bodyBytes(options.body), effect.kbitPerSecond);
    if (delayMs === 0) send();
    else held.onAbort(waitWithin(tools, delayMs, send));
    return true;
  },
};

/** The pieces of an answer on their way: each is handed on when the time that its bytes take is over, in order. */
class SlowAnswer {
  readonly #held: HeldRequest;
  readonly #kbitPerSecond: number;
  readonly #tools: FaultTools;
  readonly #pieces: { readonly delayMs: number; readonly deliver: () => void }[] = [];
  #cancel = () => {};
  #busy = false;
  #controller: Dispatcher.DispatchController | null = null;

  constructor(held: HeldRequest, kbitPerSecond: number, tools: FaultTools) {
    this.#held = held;
    this.#kbitPerSecond = kbitPerSecond;
    this.#tools = tools;
  }

  handler(): Dispatcher.DispatchHandler {
    const to = this.#held.handler();
    return {
      onRequestStart: (controller, context) => {
        this.#controller = controller;
        to.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...all) => to.onRequestUpgrade?.(...all),
      onResponseStart: (...all) => to.onResponseStart?.(...all),
      onResponseData: (controller, chunk) => {
        controller.pause();
        // The parser may reuse its memory once this returns.
        const copy = Buffer.from(chunk);
        this.#add(transferMs(copy.length, this.#kbitPerSecond), () => to.onResponseData?.(controller, copy));
      },
      onResponseEnd: (...all) => this.#add(0, () => to.onResponseEnd?.(...all)),
      onResponseError: (...all) => {
        this.#cancel();
        this.#pieces.length = 0;
        to.onResponseError?.(...all);
      },
    };
  }

  #add(delayMs: number, deliver: () => void): void {
    this.#pieces.push({ delayMs, deliver });
    if (!this.#busy) this.#next();
  }

  #next(): void {
    const piece = this.#pieces.shift();
    this.#busy = piece !== undefined;
    if (piece === undefined) {
      if (!this.#held.paused) this.#controller?.resume();
      return;
    }
    const deliver = () => {
      piece.deliver();
      this.#next();
    };
    if (piece.delayMs > 0) this.#cancel = waitWithin(this.#tools, piece.delayMs, deliver);
    else deliver();
  }
}

/** A kilobit a second is a bit a millisecond. */
function transferMs(bytes: number, kbitPerSecond: number): number {
  return (bytes * 8) / kbitPerSecond;
}

/** The size of a body that is in memory; one that streams is not held back. */
function bodyBytes(body: Dispatcher.DispatchOptions['body']): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.byteLength : 0;
}
