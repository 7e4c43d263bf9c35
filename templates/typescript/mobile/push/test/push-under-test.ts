import { type Storage, sqliteStorage } from '@lintel/kit';
import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach } from 'vitest';
import type { PushTables } from '../src/schema.ts';
import { createService } from '../src/service.ts';
import type { PushConfig } from '../src/settings.ts';
import { FakeProvider } from './fake-provider.ts';

export const dayMs = 86_400_000;

/** What the service is told in tests, unless they say something else. */
export const config: PushConfig = {
  name: 'push',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'warn',
  instanceId: 'test',
  providers: { fcm: 'http://push-fcm:8080', apns: 'http://push-apns:8080' },
  fcmProject: 'shop',
  fcmAccount: null,
  apnsTopic: 'org.example.shop',
  apnsKey: null,
  retentionMs: 30 * dayMs,
};

/** What the service answers to a message. */
export interface Sent {
  readonly messageId: string;
  readonly recipients: number;
}

/** What the service says of a message. */
export interface State {
  readonly completedAt: string | null;
}

export const hello = { message: { alert: 'Hello' } };

/** A push service between its two providers, anew for each test. */
export class PushUnderTest {
  seams: TestSeams = testSeams();
  client!: Client;
  fcm = new FakeProvider();
  apns = new FakeProvider();
  /** Its database. */
  opened: Kysely<PushTables> | null = null;
  logged: string[] = [];
  readonly #memory = sqliteStorage(null);

  async start(overrides: Partial<PushConfig>): Promise<void> {
    const open = <T>(service: string) => {
      const database = this.#memory.open<T>(service);
      this.opened = database as unknown as Kysely<PushTables>;
      return database;
    };
    const storage: Storage = { open };
    this.seams = testSeams({ storage, logSink: { write: (line) => this.logged.push(line) } });
    await Promise.all([this.fcm.start('push-fcm', this.seams), this.apns.start('push-apns', this.seams)]);
    this.client = await serve(await createService({ ...config, ...overrides }, this.seams), this.seams);
  }

  async stop(): Promise<void> {
    await this.client.close();
    await Promise.all([this.fcm.stop(), this.apns.stop(), this.seams.dispatcher.destroy()]);
  }

  /** Registers a device of somebody. */
  register(deviceToken: string, more: object = {}, headers: Record<string, string> = {}) {
    return this.client.request('POST', '/push/registry/device', {
      body: { deviceToken, operatingSystem: 'android', ...more },
      headers,
      caller: `owner-of-${deviceToken}`,
    });
  }

  /** Registers a device of nobody who signed in. */
  registerAnonymously(deviceToken: string, more: object = {}) {
    return this.client.request('POST', '/push/registry/device', {
      body: { deviceToken, operatingSystem: 'android', ...more },
    });
  }

  async send(body: object, headers: Record<string, string> = {}) {
    const reply = await this.client.request('POST', '/sender', { body, headers });
    return { ...reply, sent: reply.body as Sent };
  }

  async stateOf(id: string): Promise<State> {
    return (await this.client.request('GET', `/sender/${id}`)).body as State;
  }

  /** Resolves to the state of a message once it has been handed out. */
  async completed(id: string): Promise<State> {
    let state = await this.stateOf(id);
    while (state.completedAt === null) state = await this.stateOf(id);
    return state;
  }

  logLines(): readonly object[] {
    return this.logged.map((line) => JSON.parse(line));
  }
}

/** Returns a function that gives the service of the test that runs. */
export function usePush(overrides: Partial<PushConfig> = {}): () => PushUnderTest {
  let push = new PushUnderTest();
  beforeEach(async () => {
    push = new PushUnderTest();
    await push.start(overrides);
  });
  afterEach(() => push.stop());
  return () => push;
}
