import { Dispatcher } from 'undici';
import type { ActiveFaults, EdgeFault } from './active-faults.ts';
import type { Interceptor } from './fault.ts';

/**
 * Returns the dispatcher of a caller with faults on it. The host name of a request's origin is the element that it goes
 * to, so this stands before whatever maps names to addresses. Requests that no fault hits pass untouched.
 */
export function wrapDispatcher(dispatcher: Dispatcher, caller: string, faults: ActiveFaults): Dispatcher {
  return new FaultyDispatcher(dispatcher, caller, faults);
}

class FaultyDispatcher extends Dispatcher {
  readonly #dispatcher: Dispatcher;
  readonly #caller: string;
  readonly #faults: ActiveFaults;
  readonly #byOrigin = new Map<string, readonly EdgeFault[]>();

  constructor(dispatcher: Dispatcher, caller: string, faults: ActiveFaults) {
    super();
    this.#dispatcher = dispatcher;
    this.#caller = caller;
    this.#faults = faults;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const candidates = this.#candidates(String(options.origin));
    if (candidates.length === 0) return this.#dispatcher.dispatch(options, handler);
    const hits = candidates.filter((fault) => fault.hits());
    if (hits.length === 0) return this.#dispatcher.dispatch(options, handler);
    const traceparent = headerOf(options.headers, 'traceparent');
    // The last of a composition is the outermost, so the first fault declared is the first that a request meets.
    const interceptors = hits
      .toReversed()
      .flatMap((fault) => [fault.intercept, this.#marking(fault, traceparent)]);
    return this.#dispatcher.compose(interceptors).dispatch(options, handler);
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | undefined {
    const closed = this.#dispatcher.close();
    if (callback === undefined) return closed;
    closed.then(callback, callback);
    return undefined;
  }

  override destroy(): Promise<void> {
    return this.#dispatcher.destroy();
  }

  #candidates(origin: string): readonly EdgeFault[] {
    let candidates = this.#byOrigin.get(origin);
    if (candidates === undefined) {
      candidates = this.#faults.onEdge(this.#caller, new URL(origin).hostname);
      this.#byOrigin.set(origin, candidates);
    }
    return candidates;
  }

  #marking(fault: EdgeFault, traceparent: string | null): Interceptor {
    const { marks } = this.#faults;
    return (dispatch) => (options, handler) => {
      if (fault.marksAtOnce) {
        marks.mark(traceparent, fault.expression);
        return dispatch(options, handler);
      }
      return dispatch(options, {
        onRequestStart: (...all) => handler.onRequestStart?.(...all),
        onRequestUpgrade: (...all) => handler.onRequestUpgrade?.(...all),
        onResponseStart: (...all) => handler.onResponseStart?.(...all),
        onResponseData: (...all) => handler.onResponseData?.(...all),
        onResponseEnd: (...all) => handler.onResponseEnd?.(...all),
        onResponseError: (controller, error) => {
          marks.mark(traceparent, fault.expression);
          handler.onResponseError?.(controller, error);
        },
      });
    };
  }
}

/** Reads one header in any of the forms that undici takes: a flat list, pairs, or an object. */
function headerOf(headers: Dispatcher.DispatchOptions['headers'], name: string): string | null {
  if (headers === undefined || headers === null) return null;
  const entries: Iterable<readonly unknown[]> = Array.isArray(headers)
    ? pairs(headers)
    : Symbol.iterator in headers
      ? (headers as Iterable<readonly unknown[]>)
      : Object.entries(headers);
  for (const [key, value] of entries) {
    if (String(key).toLowerCase() === name) return typeof value === 'string' ? value : null;
  }
  return null;
}

function* pairs(flat: readonly unknown[]): Generator<readonly unknown[]> {
  for (let at = 0; at + 1 < flat.length; at += 2) yield [flat[at], flat[at + 1]];
}
