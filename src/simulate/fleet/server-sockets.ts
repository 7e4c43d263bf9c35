import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Name of Node's own channel: published for each connection that a server of this process accepts. */
const channel = 'net.server.socket';

/** The connections to the servers of this process, by port, so that a server can die as a killed process does. */
export class ServerSockets {
  readonly #byPort = new Map<number, Set<Socket>>();
  readonly #dead = new Set<number>();
  readonly #onSocket = (message: unknown) => {
    const { socket } = message as { readonly socket: Socket };
    const port = socket.localPort;
    if (port === undefined || this.#dead.has(port)) {
      socket.destroy();
      return;
    }
    const sockets = this.#byPort.get(port) ?? new Set();
    this.#byPort.set(port, sockets.add(socket));
    socket.once('close', () => sockets.delete(socket));
  };

  constructor() {
    subscribe(channel, this.#onSocket);
  }

  /** Destroys the connections to a port, and those that still come in. */
  cut(port: number): void {
    this.#dead.add(port);
    for (const socket of this.#byPort.get(port) ?? []) socket.destroy();
  }

  /** Lets connections in again. */
  restore(port: number): void {
    this.#dead.delete(port);
  }

  close(): void {
    unsubscribe(channel, this.#onSocket);
  }
}
