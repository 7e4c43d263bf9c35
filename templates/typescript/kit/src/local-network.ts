import { Agent, Dispatcher } from 'undici';

/**
 * A dispatcher that knows services by name: `http://catalog:8080/...` goes to wherever the service "catalog" listens in
 * this process or on this machine. A name it does not know is refused, so that nothing leaves the machine by mistake.
 */
export class LocalNetwork extends Dispatcher {
  readonly #addresses = new Map<string, string>();
  readonly #agent: Agent;

  constructor(agent = new Agent({ keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0 })) {
    super();
    this.#agent = agent;
  }

  /** Says where a service listens: `http://127.0.0.1:34567`. */
  setAddress(name: string, url: string): void {
    this.#addresses.set(name, new URL(url).origin);
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const name = hostOf(String(options.origin));
    const origin = this.#addresses.get(name);
    if (origin === undefined) {
      const error = Object.assign(new Error(`no service is named ${name}`), { code: 'ENOTFOUND' });
      // undici's own `request` and `stream` still take errors by the older name, and would wait for ever.
      if (handler.onResponseError !== undefined) handler.onResponseError(refusedController, error);
      else handler.onError?.(error);
      return false;
    }
    return this.#agent.dispatch({ ...options, origin }, handler);
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | undefined {
    const closed = this.#agent.close();
    if (callback === undefined) return closed;
    closed.then(callback, callback);
    return undefined;
  }

  override destroy(): Promise<void> {
    return this.#agent.destroy();
  }
}

const hosts = new Map<string, string>();

function hostOf(origin: string): string {
  let host = hosts.get(origin);
  if (host === undefined) {
    host = new URL(origin).hostname;
    hosts.set(origin, host);
  }
  return host;
}

/** For a request that never started: there is nothing to pause or to abort. */
const refusedController: Dispatcher.DispatchController = {
  aborted: true,
  paused: false,
  reason: null,
  abort() {},
  pause() {},
  resume() {},
};
