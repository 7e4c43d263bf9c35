import { type ClientHttp2Session, connect } from 'node:http2';
import type { Outbound } from '@lintel/kit';
import type { Dispatcher } from 'undici';
import { Http2Request } from './http2-request.ts';

/** A connection that nothing was asked on for so long is closed: what lies between may have forgotten it by then. */
const idleMs = 300_000;

/**
 * Sends requests to one origin by HTTP/2 alone, which APNs asks for: all of them on one connection, opened when there is something to
 * send. undici speaks HTTP/2 too, but in its version for Node.js 20 the whole process ends by a GOAWAY, with which a server takes leave of
 * a connection whenever it likes (RFC 9113 section 6.8).
 */
export class Http2Connection implements Outbound {
  readonly #origin: string;
  #current: Held | null = null;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Bodies are texts, buffers, or null. Returns true: there is always room for one more. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): true {
    const held = this.#open();
    held.requests++;
    const request = new Http2Request(handler, {
      // Who gives up may have waited for a connection that is dead without anybody having said so: the next one has another.
      onAbort: () => this.#retire(held),
      onEnd: () => {
        held.requests--;
        if (held !== this.#current) destroyUnused(held);
      },
    });
    // How many may be under way at once is known by then: the rest waits in here, where it would be refused there.
    held.whenReady((failure) => {
      if (failure === null) request.send(held.session, options);
      else request.fail(failure);
    });
    return true;
  }

  /** Lets what is under way end, and opens no further connection by itself. */
  close(): void {
    if (this.#current !== null) this.#retire(this.#current);
  }

  #open(): Held {
    if (this.#current !== null && !this.#current.session.closed) return this.#current;
    const session = connect(this.#origin);
    const held: Held = { session, requests: 0, whenReady: readinessOf(session) };
    const retire = () => this.#retire(held);
    session.on('goaway', retire);
    session.on('close', retire);
    session.setTimeout(idleMs, retire);
    this.#current = held;
    return held;
  }

  /** Takes no further request on a connection, and ends it once those on it have ended. */
  #retire(held: Held): void {
    if (this.#current === held) this.#current = null;
    destroyUnused(held);
  }
}

/** A connection, and how many requests are on it. */
interface Held {
  readonly session: ClientHttp2Session;
  /** Calls back once the other side has said what it takes, or at once if it has; with an error where it never will. */
  readonly whenReady: (callback: (failure: Error | null) => void) => void;
  requests: number;
}

/** Not by `close`, which waits for the other side to end it, too: that one may have fallen silent. */
function destroyUnused({ session, requests }: Held): void {
  if (requests === 0) session.destroy();
}

function readinessOf(session: ClientHttp2Session): Held['whenReady'] {
  let failure: Error | null = null;
  const ready = new Promise<void>((resolve) => {
    session.once('remoteSettings', () => resolve());
    // Each request that is on it by then says so itself.
    session.on('error', (error) => {
      failure = error;
    });
    session.once('close', () => {
      failure ??= new Error('the connection was closed');
      resolve();
    });
  });
  return (callback) => void ready.then(() => callback(failure));
}
