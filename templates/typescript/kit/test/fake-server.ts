import Fastify, { type FastifyInstance } from 'fastify';
import type { TestSeams } from '../src/testing.ts';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real server on a free port that notes what it is sent, and answers by a function or, by null, not at all. */
export class FakeServer {
  readonly received: Received[] = [];
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  #wake: () => void = () => {};

  private constructor() {}

  static async start(
    seams: TestSeams,
    name: string,
    answer: (request: Received, index: number) => FakeAnswer | null,
  ): Promise<FakeServer> {
    const server = new FakeServer();
    server.#app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    server.#app.all('/*', async ({ method, url, headers, body }, reply) => {
      const request = { method, url, headers, body };
      server.received.push(request);
      server.#wake();
      const given = answer(request, server.received.length - 1);
      if (given === null) return new Promise(() => {});
      return reply
        .code(given.status ?? 200)
        .type(given.type ?? 'application/json')
        .headers(given.headers ?? {})
        .send(given.body ?? {});
    });
    const url = await server.#app.listen({ host: '127.0.0.1', port: 0 });
    seams.dispatcher.setAddress(name, url);
    return server;
  }

  /** Resolves when so many requests have come in. */
  async hasReceived(count: number): Promise<void> {
    while (this.received.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}
