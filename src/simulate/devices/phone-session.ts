import type { RequestEnded } from '../../observe/run-event.ts';
import type { Device } from './device.ts';
import type { Connection } from './network.ts';
import type { PhoneWorld } from './phone-world.ts';
import { type PhoneAnswer, sendRequest } from './send-request.ts';
import {
  acceptRegistration,
  acceptToken,
  registrationRequest,
  type SignInRequest,
  tokenRequest,
} from './sign-in.ts';

/** A request as a journey asks for it. */
export interface SessionRequest {
  /** As objectives name it. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** JSON text; null: none. */
  readonly body: string | null;
  /** True where no token is asked for. */
  readonly public: boolean;
  /** Sent as `Idempotency-Key` with every method that changes something. */
  readonly idempotencyKey: string;
  /** In ms of the scenario: latency counts from here. */
  readonly intendedMs: number;
}

export interface SessionAnswer {
  readonly outcome: RequestEnded['outcome'];
  readonly latencyMs: number;
  readonly body: string;
}

export interface SessionOptions {
  readonly device: Device;
  readonly journey: string;
  readonly network: string;
  readonly connection: Connection;
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const unsent: PhoneAnswer = { status: null, error: null, missing: [], body: '', traceId: '' };
const noToken: PhoneAnswer = { ...unsent, error: 'no token' };

/** A phone that is in use: it signs in when it has to, sends requests, and reports each as the phone saw it. */
export class PhoneSession {
  readonly #world: PhoneWorld;
  readonly #options: SessionOptions;

  constructor(world: PhoneWorld, options: SessionOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** Sends one request and reports it; never rejects. Without room in the load generator it is dropped. */
  async send(request: SessionRequest): Promise<SessionAnswer> {
    if (!this.#world.hasRoom) return this.drop(request);
    const answer = await this.#sendWithToken(request);
    const outcome = answer.error === null ? 'ok' : 'failed';
    return { outcome, latencyMs: this.#report(request, answer, outcome), body: answer.body };
  }

  /** Reports a request that could not be sent. */
  drop(request: SessionRequest): SessionAnswer {
    this.#world.counts.dropped += 1;
    this.#report(request, unsent, 'dropped');
    return { outcome: 'dropped', latencyMs: 0, body: '' };
  }

  async #sendWithToken(request: SessionRequest): Promise<PhoneAnswer> {
    const { device } = this.#options;
    if (request.public || device.app.signIn === null) return this.#transmit(request, null);
    const token = await this.#token();
    if (token === null) return noToken;
    const answer = await this.#transmit(request, token);
    if (answer.status !== 401) return answer;
    if (device.token?.value === token) device.token = null;
    const renewed = await this.#token();
    return renewed === null ? answer : this.#transmit(request, renewed);
  }

  #transmit(request: SessionRequest, token: string | null): Promise<PhoneAnswer> {
    const { device } = this.#options;
    const { method, path, body } = request;
    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': this.#userAgent() };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (body !== null) headers['content-type'] = 'application/json';
    if (changing.has(method)) headers['idempotency-key'] = request.idempotencyKey;
    const { name: app, gateway, timeoutMs } = device.app;
    return sendRequest(this.#world, this.#options.connection, {
      app,
      gateway,
      method,
      path,
      headers,
      body,
      timeoutMs,
    });
  }

  /** Returns a token that is not about to expire, signing in where there is none; null if that fails. */
  #token(): Promise<string | null> {
    const { device } = this.#options;
    const { token } = device;
    if (token !== null && this.#world.clock.monotonic() < token.renewAtMs)
      return Promise.resolve(token.value);
    device.signingIn ??= this.#signIn().finally(() => {
      device.signingIn = null;
    });
    return device.signingIn;
  }

  async #signIn(): Promise<string | null> {
    const { device } = this.#options;
    const { signIn } = device.app;
    if (signIn === null) return null;
    if (device.client === null) {
      const answer = await this.#ask(registrationRequest(device, signIn.registerPath));
      if (answer.error !== null || !acceptRegistration(device, answer.body)) return null;
    }
    if (device.client === null) return null;
    const answer = await this.#ask(tokenRequest(device.client, signIn.tokenPath));
    return answer.error === null ? acceptToken(device, answer.body, this.#world.clock.monotonic()) : null;
  }

  async #ask(request: SignInRequest): Promise<PhoneAnswer> {
    const intendedMs = this.#world.scenarioMs();
    const { name: app, gateway, timeoutMs } = this.#options.device.app;
    const headers = {
      accept: 'application/json',
      'user-agent': this.#userAgent(),
      'idempotency-key': `${this.#world.nonce}-${this.#world.nextId()}`,
      ...request.headers,
    };
    const sent = { ...request, app, gateway, timeoutMs, headers };
    const answer = await sendRequest(this.#world, this.#options.connection, sent);
    this.#report(
      { label: 'sign-in', method: request.method, path: request.path, intendedMs },
      answer,
      answer.error === null ? 'ok' : 'failed',
    );
    return answer;
  }

  #report(
    request: Pick<SessionRequest, 'label' | 'method' | 'path' | 'intendedMs'>,
    answer: PhoneAnswer,
    outcome: RequestEnded['outcome'],
  ): number {
    const { device, journey, network } = this.#options;
    const latencyMs = outcome === 'dropped' ? 0 : Math.max(0, this.#world.scenarioMs() - request.intendedMs);
    this.#world.emit({
      type: 'request-ended',
      atMs: this.#world.runMs(),
      app: device.app.name,
      device: device.number,
      journey,
      label: request.label,
      method: request.method,
      path: request.path,
      intendedMs: request.intendedMs,
      latencyMs,
      status: answer.status,
      outcome,
      error: answer.error,
      missing: answer.missing,
      network,
      traceId: answer.traceId,
    });
    return latencyMs;
  }

  #userAgent(): string {
    const { app, version, platform } = this.#options.device;
    return `${app.name}/${version} (${platform})`;
  }
}
