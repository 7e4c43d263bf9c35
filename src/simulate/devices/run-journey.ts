import type { JourneyEnded } from '../../observe/run-event.ts';
import type { Random } from '../clock.ts';
import type { PlannedJourney, PlannedStep } from '../plan/plan-arrivals.ts';
import { collectionOf, type Device } from './device.ts';
import { type Connection, createConnection } from './network.ts';
import { PhoneSession, type SessionAnswer, type SessionRequest } from './phone-session.ts';
import type { PhoneWorld } from './phone-world.ts';
import { serviceRequest } from './service-requests.ts';

type ActiveStep = Exclude<PlannedStep, { readonly type: 'think' }>;

/** How a step came out. A step that was answered on the phone itself took no time. */
interface StepResult {
  readonly outcome: JourneyEnded['outcome'];
  readonly latencyMs: number;
  /** False if the user cannot go on from here. */
  readonly goesOn: boolean;
}

const answeredLocally: StepResult = { outcome: 'ok', latencyMs: 0, goesOn: true };
const unfinished: StepResult = { outcome: 'unfinished', latencyMs: 0, goesOn: false };

/** Runs one planned journey on its phone and reports how it ended; never rejects. `random` decides what the network loses. */
export async function runJourney(
  world: PhoneWorld,
  device: Device,
  { planned, random }: { readonly planned: PlannedJourney; readonly random: Random },
): Promise<void> {
  const journey = new RunningJourney(world, device, { planned, random });
  const { outcome, latencyMs } = await journey.run();
  world.emit({
    type: 'journey-ended',
    atMs: world.runMs(),
    app: planned.app,
    device: planned.device,
    journey: planned.journey,
    intendedMs: planned.atMs,
    latencyMs,
    outcome,
    offline: planned.offline !== null,
  });
}

/** Reports a journey that the load generator came too late to begin: its first request is dropped. */
export function dropJourney(world: PhoneWorld, device: Device, planned: PlannedJourney): void {
  const random: Random = { next: () => 0 };
  new RunningJourney(world, device, { planned, random }).drop();
  const { app, journey, atMs: intendedMs } = planned;
  const ended = { app, device: planned.device, journey, intendedMs, latencyMs: 0 };
  const offline = planned.offline !== null;
  world.emit({ type: 'journey-ended', atMs: world.runMs(), ...ended, outcome: 'dropped', offline });
}

class RunningJourney {
  readonly #world: PhoneWorld;
  readonly #device: Device;
  readonly #planned: PlannedJourney;
  readonly #connection: Connection;
  readonly #session: PhoneSession;
  readonly #queued: Promise<StepResult>[] = [];
  #requests = 0;

  constructor(
    world: PhoneWorld,
    device: Device,
    { planned, random }: { readonly planned: PlannedJourney; readonly random: Random },
  ) {
    this.#world = world;
    this.#device = device;
    this.#planned = planned;
    this.#connection = createConnection(planned.network, random);
    const { journey, network } = planned;
    const connection = this.#connection;
    this.#session = new PhoneSession(world, { device, journey, network: network.name, connection });
  }

  async run(): Promise<Pick<StepResult, 'outcome' | 'latencyMs'>> {
    const results: StepResult[] = [];
    let intendedMs = this.#planned.atMs;
    for (const step of this.#planned.steps) {
      if (step.type === 'think') {
        intendedMs += step.durationMs;
        if (!(await this.#world.waitUntil(intendedMs))) results.push(unfinished);
      } else {
        results.push(this.#world.closing ? unfinished : await this.#step(step, intendedMs));
        intendedMs = Math.max(intendedMs, this.#world.scenarioMs());
      }
      if (results.at(-1)?.goesOn === false) break;
    }
    return summarize([...results, ...(await Promise.all(this.#queued))]);
  }

  drop(): void {
    const first = this.#planned.steps.find((step): step is ActiveStep => step.type !== 'think');
    if (first === undefined) return;
    const { method, path } =
      first.type === 'request' ? first : (first.step.calls[0] ?? { method: '', path: '' });
    const label = first.type === 'request' ? first.label : first.step.label;
    const intendedMs = this.#planned.atMs;
    this.#session.drop({ label, method, path, body: null, public: true, idempotencyKey: '', intendedMs });
  }

  /** Without a connection, what only reads is answered from the phone, and anything else waits for the connection. */
  async #step(step: ActiveStep, intendedMs: number): Promise<StepResult> {
    const reads = step.type === 'request' && (step.method === 'GET' || step.method === 'HEAD');
    const backAtMs = this.#backOnlineAtMs();
    if (backAtMs !== null) {
      if (!reads) this.#queued.push(this.#device.queue.add(() => this.#performAt(step, backAtMs)));
      return answeredLocally;
    }
    const { queue } = this.#device;
    // What was written before on this phone has to arrive before.
    return !reads && queue.busy
      ? queue.add(() => this.#perform(step, intendedMs))
      : this.#perform(step, intendedMs);
  }

  #backOnlineAtMs(): number | null {
    const { offline } = this.#planned;
    if (offline === null) return null;
    const nowMs = this.#world.scenarioMs();
    return offline.fromMs <= nowMs && nowMs < offline.toMs ? offline.toMs : null;
  }

  async #performAt(step: ActiveStep, backAtMs: number): Promise<StepResult> {
    if (!(await this.#world.waitUntil(backAtMs))) return unfinished;
    this.#connection.close();
    return this.#perform(step, backAtMs);
  }

  async #perform(step: ActiveStep, intendedMs: number): Promise<StepResult> {
    if (step.type === 'service') return this.#performService(step, intendedMs);
    const answer = await this.#send({ ...step, intendedMs });
    return { ...answer, goesOn: answer.outcome === 'ok' };
  }

  /** A mobile service's client works in the background: a failure of it is counted, and the user goes on. */
  async #performService(
    { step, changedItem }: Extract<ActiveStep, { readonly type: 'service' }>,
    intendedMs: number,
  ): Promise<StepResult> {
    if (changedItem !== null) {
      const change = `${this.#world.nonce}-${this.#planned.index}-${changedItem}`;
      collectionOf(this.#device, step.argument).pending.set(changedItem, change);
    }
    let latencyMs = 0;
    let startMs = intendedMs;
    for (const call of step.calls) {
      const request = serviceRequest(this.#device, step, {
        call,
        nowMs: Math.round(this.#world.clock.now()),
      });
      if (request === null) continue;
      const { method, path } = request;
      const body = request.body === undefined ? null : JSON.stringify(request.body);
      const { label, public: open } = step;
      const answer = await this.#send({ label, method, path, body, public: open, intendedMs: startMs });
      latencyMs += answer.latencyMs;
      if (answer.outcome !== 'ok')
        return { outcome: answer.outcome, latencyMs, goesOn: answer.outcome === 'failed' };
      if (!request.accept(answer.body)) return { outcome: 'ok', latencyMs, goesOn: false };
      startMs = this.#world.scenarioMs();
    }
    return { outcome: 'ok', latencyMs, goesOn: true };
  }

  #send(request: Omit<SessionRequest, 'idempotencyKey'>): Promise<SessionAnswer> {
    this.#requests += 1;
    const idempotencyKey = `${this.#world.nonce}-${this.#planned.index}-${this.#requests}`;
    return this.#session.send({ ...request, idempotencyKey });
  }
}

/** A journey ends as the worst of its steps did, and its latency is the sum of theirs. */
function summarize(results: readonly StepResult[]): Pick<StepResult, 'outcome' | 'latencyMs'> {
  const worst = (['dropped', 'failed', 'unfinished'] as const).find((outcome) =>
    results.some((result) => result.outcome === outcome),
  );
  return { outcome: worst ?? 'ok', latencyMs: results.reduce((sum, { latencyMs }) => sum + latencyMs, 0) };
}
