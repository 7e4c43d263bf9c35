import { exchange } from '../../../templates/typescript/kit/src/exchange.ts';
import { LocalNetwork } from '../../../templates/typescript/kit/src/local-network.ts';
import { sqliteStorage } from '../../../templates/typescript/kit/src/storage.ts';
import { createRandom, systemClock } from '../clock.ts';
import { type ActiveFaults, createActiveFaults } from '../faults/active-faults.ts';
import { wrapDispatcher } from '../faults/wrap-dispatcher.ts';
import { describeError, openHostChannel } from './host-channel.ts';
import { RunningService } from './hosted-service.ts';
import { LogRing } from './log-ring.ts';
import {
  type Addresses,
  type HostedService,
  type ParentMessage,
  packSpan,
  type RunSettings,
} from './protocol.ts';
import { createRecorder, type SpanRecorder } from './recording-tracer.ts';
import { ServerSockets } from './server-sockets.ts';

const flushEveryMs = 100;
const readinessEveryMs = 20;
const readinessTimeoutMs = 15_000;

/** The entry of the process that hosts generated services or stand-ins; the parent tells it which. */
const clock = systemClock;
const network = new LocalNetwork();
const services = new Map<string, RunningService>();
let recorder: SpanRecorder | null = null;
let faults: ActiveFaults | null = null;
let nonce = '';

const channel = openHostChannel({
  onMessage: (message) => void handle(message),
  onCrash: (error) => ({
    type: 'crashed',
    message: describeError(error),
    logs: [...services.values()].map(({ element, log }) => ({ element, lastLines: log.lines() })),
  }),
});

// What nearly every service loads is loaded while the parent still builds them.
void Promise.allSettled([import('fastify'), import('pino')]);

async function handle(message: ParentMessage): Promise<void> {
  switch (message.type) {
    case 'start-services':
      return startServices(message.run, message.services);
    case 'addresses':
      return getReady(message.addresses);
    case 'scenario-starts':
      return faults?.startAt(message.atMs);
    case 'kill':
      return kill(message.element);
    case 'revive':
      return revive(message.element);
    case 'stop':
      return stop();
    case 'start-traffic':
      throw new Error('a host of services makes no traffic');
  }
}

async function startServices(run: RunSettings, hosted: readonly HostedService[]): Promise<void> {
  nonce = run.nonce;
  const random = createRandom(run.seed);
  faults = createActiveFaults(run.faults, { clock, random });
  const spanIds = createRandom(`${run.nonce}/${hosted.map(({ element }) => element).join(' ')}`);
  recorder = createRecorder({ clock, epochMs: run.epochMs, random: spanIds, marks: faults.marks });
  const storage = sqliteStorage(run.storageFolder);
  const sockets = new ServerSockets();
  for (const service of hosted) {
    const { element } = service;
    const log = new LogRing();
    const seams = {
      clock,
      random: random.fork(`service/${element}`),
      dispatcher: wrapDispatcher(network, element, faults),
      tracer: recorder.tracerFor(element),
      logSink: log,
      storage,
    };
    const environment = { LOG_LEVEL: 'warn', INSTANCE_ID: run.nonce, SEED: String(run.seed) };
    services.set(element, new RunningService({ hosted: service, seams, environment, log, sockets }));
  }
  const started = await Promise.all([...services.values()].map(startOne));
  if (started.includes(false)) return;
  repeatFlush();
  channel.send({
    type: 'listening',
    services: [...services.values()].map(({ element, address }) => ({ element, ...address })),
  });
}

async function startOne(service: RunningService): Promise<boolean> {
  try {
    await service.start();
    return true;
  } catch (error) {
    fail(service, `could not start: ${describeError(error)}`);
    return false;
  }
}

function fail(service: RunningService, message: string): void {
  channel.send({ type: 'failed', element: service.element, message, lastLines: service.log.lines() });
}

async function getReady(addresses: Addresses): Promise<void> {
  for (const [name, url] of addresses) network.setAddress(name, url);
  const ready = await Promise.all([...services.values()].map(waitUntilReady));
  if (!ready.includes(false)) channel.send({ type: 'ready', nonce });
}

async function waitUntilReady(service: RunningService): Promise<boolean> {
  const deadlineMs = clock.monotonic() + readinessTimeoutMs;
  let last = '';
  while (clock.monotonic() < deadlineMs) {
    last = await askReadiness(service.element);
    if (last === '') return true;
    await new Promise<void>((resume) => clock.after(readinessEveryMs, resume));
  }
  fail(service, `was not ready after ${readinessTimeoutMs} ms: ${last}`);
  return false;
}

/** Returns why a service is not ready; empty if it is, and is the instance that this run started. */
async function askReadiness(element: string): Promise<string> {
  try {
    const { status, body } = await exchange(network, clock, {
      origin: `http://${element}:8080`,
      method: 'GET',
      path: '/health/ready',
      headers: {},
      body: null,
      timeoutMs: 2_000,
    });
    if (status !== 200) return `its readiness check answered ${status}`;
    const { instance } = JSON.parse(body.toString('utf8'));
    return instance === nonce ? '' : 'another instance answered its readiness check';
  } catch (error) {
    return `its readiness check failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function kill(element: string): Promise<void> {
  const service = services.get(element);
  if (service === undefined) return;
  channel.send({ type: 'killed', element, lastLines: service.log.lines() });
  await service.kill();
}

async function revive(element: string): Promise<void> {
  const service = services.get(element);
  if (service === undefined) return;
  try {
    await service.revive(clock);
    channel.send({ type: 'revived', element });
  } catch (error) {
    fail(service, `could not start again: ${describeError(error)}`);
  }
}

function repeatFlush(): void {
  clock.after(flushEveryMs, () => {
    flush();
    repeatFlush();
  });
}

function flush(): void {
  const spans = recorder?.drain() ?? [];
  if (spans.length > 0) channel.send({ type: 'spans', spans: spans.map(packSpan) });
}

async function stop(): Promise<void> {
  faults?.lifetime.end();
  await Promise.allSettled([...services.values()].map((service) => service.stop()));
  flush();
  channel.exit(0);
}
