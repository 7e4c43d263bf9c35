import type { TestSeams } from '@lintel/kit/testing';
import Fastify, { type FastifyInstance } from 'fastify';

/** A request as it came in. */
export interface ProviderCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A provider that notes what it is sent and answers as it is told, 200 if it is told nothing. */
export class FakeProvider {
  readonly calls: ProviderCall[] = [];
  answers: ProviderAnswer[] = [];
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  #held: Promise<void> | null = null;
  #wake: () => void = () => {};

  async start(name: string, seams: TestSeams) {
    const asText = { parseAs: 'string' } as const;
    this.#app.addContentTypeParser('application/x-www-form-urlencoded', asText, (_request, body, done) =>
      done(null, body),
    );
    this.#app.post('/*', async (request, reply) => {
      this.calls.push({ url: request.url, headers: request.headers, body: request.body });
      this.#wake();
      await this.#held;
      const { status, headers, body } = this.answers.shift() ?? { status: 200 };
      return reply
        .code(status)
        .headers(headers ?? {})
        .send(body ?? {});
    });
    seams.dispatcher.setAddress(name, await this.#app.listen({ host: '127.0.0.1', port: 0 }));
  }

  /** Resolves when so many calls have come in. */
  async received(count: number): Promise<void> {
    while (this.calls.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Answers nothing until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  stop() {
    return this.#app.close();
  }
}
