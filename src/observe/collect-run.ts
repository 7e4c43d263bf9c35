import { createEdgeObserver } from './observed-edges.ts';
import type { JourneySamples, Run, RunListener, RunSecond, Samples } from './run.ts';
import type { JourneyEnded, RequestEnded, RunEvent, SpanEnded } from './run-event.ts';

/** A listener that makes a Run of the events, to be asked once the run has ended. */
export interface RunCollector extends RunListener {
  run(): Run;
}

export interface CollectorOptions {
  /** Names of the backends: an answer came through all tiers if one of them took part in it. None: any answer counts. */
  readonly backends: readonly string[];
}

type Growing<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer U)[]
    ? U[]
    : T[K] extends ReadonlyMap<infer A, infer B>
      ? Map<A, B>
      : T[K];
};

/** Returns a collector that builds a Run from the event stream alone, live or recorded. */
export function createRunCollector(options: CollectorOptions): RunCollector {
  return new Collector(options);
}

class Collector implements RunCollector {
  readonly #backends: ReadonlySet<string>;
  readonly #edges = createEdgeObserver();
  readonly #steps = new Map<string, Growing<Samples>>();
  readonly #journeys = new Map<string, Growing<JourneySamples>>();
  readonly #elements = new Map<string, { count: number; failed: number }>();
  readonly #faults = new Map<string, number>();
  readonly #seconds = new Map<number, Growing<RunSecond>>();
  readonly #requests = { scheduled: 0, sent: 0, dropped: 0, failed: 0 };
  readonly #answers: { readonly atMs: number; readonly traceId: string }[] = [];
  readonly #reachedBackend = new Set<string>();
  #started = { scenario: '', seed: 0, planHash: '' };
  #ended = { atMs: 0, lagP99Ms: 0, interrupted: true };
  #readyMs = 0;
  #trafficMs: number | null = null;

  constructor({ backends }: CollectorOptions) {
    this.#backends = new Set(backends);
  }

  on(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#started = event;
        break;
      case 'fleet-ready':
        this.#readyMs = event.atMs;
        break;
      case 'traffic-started':
        this.#trafficMs = event.atMs;
        break;
      case 'fault-changed':
        this.#faults.set(event.fault, this.#faults.get(event.fault) ?? 0);
        break;
      case 'request-ended':
        this.#request(event);
        break;
      case 'journey-ended':
        this.#journey(event);
        break;
      case 'span':
        this.#span(event);
        break;
      case 'run-ended':
        this.#ended = event;
        break;
      case 'service-stopped':
      case 'progress':
        break;
    }
  }

  run(): Run {
    const { scenario, seed, planHash } = this.#started;
    const { atMs, lagP99Ms, interrupted } = this.#ended;
    return {
      scenario,
      seed,
      planHash,
      durationMs: this.#trafficMs === null ? 0 : Math.max(0, atMs - this.#trafficMs),
      interrupted,
      readyMs: this.#readyMs,
      firstAnswerMs: this.#firstAnswerMs(),
      lagP99Ms,
      requests: { ...this.#requests },
      steps: sorted(this.#steps),
      journeys: sorted(this.#journeys),
      edges: this.#edges.edges(),
      elements: sorted(this.#elements),
      faults: sorted(this.#faults),
      timeline: [...this.#seconds.values()].sort((a, b) => a.second - b.second),
    };
  }

  #request(event: RequestEnded): void {
    const counts = this.#requests;
    counts.scheduled += 1;
    if (event.outcome === 'dropped') {
      counts.dropped += 1;
      return;
    }
    const failed = event.outcome === 'failed';
    const partial = event.missing.length > 0;
    counts.sent += 1;
    if (failed) counts.failed += 1;
    count(this.#elements, event.app, failed);
    const step = this.#step(event.label);
    step.latenciesMs.push(event.latencyMs);
    step.failed.push(failed);
    if (partial) step.partial += 1;
    for (const part of event.missing) increase(step.missing, part);
    if (event.error !== null) increase(step.errors, event.error);
    const second = this.#second(Math.max(0, Math.floor(event.intendedMs / 1000)));
    second.sent += 1;
    if (failed) second.failed += 1;
    if (partial) second.partial += 1;
    second.latenciesMs.push(event.latencyMs);
    if (!failed && event.label !== 'sign-in') this.#answers.push(event);
  }

  #journey(event: JourneyEnded): void {
    const { app, journey } = event;
    const samples = entry(this.#journeys, `${app}\u0000${journey}`, () => {
      return { app, journey, latenciesMs: [], failed: [], started: 0, unfinished: 0, offline: 0 };
    });
    if (event.outcome === 'dropped') return;
    samples.started += 1;
    if (event.offline) samples.offline += 1;
    if (event.outcome === 'unfinished') {
      samples.unfinished += 1;
      return;
    }
    samples.latenciesMs.push(event.latencyMs);
    samples.failed.push(event.outcome === 'failed');
  }

  #span(event: SpanEnded): void {
    this.#edges.add(event);
    if (event.fault !== null) {
      for (const fault of event.fault.split(faultSeparator)) increase(this.#faults, fault);
    }
    if (event.kind === 'server') {
      count(this.#elements, event.element, event.failed);
      if (this.#backends.has(event.element)) this.#reachedBackend.add(event.traceId);
    } else if (event.kind === 'storage') {
      count(this.#elements, event.peer ?? `${event.element}/storage`, event.failed);
    }
  }

  /** Spans of a trace may come after its answer, so this is found out at the end. */
  #firstAnswerMs(): number | null {
    const through = this.#answers.filter(
      ({ traceId }) => this.#backends.size === 0 || this.#reachedBackend.has(traceId),
    );
    return through.reduce<number | null>((first, { atMs }) => Math.min(first ?? atMs, atMs), null);
  }

  #step(label: string): Growing<Samples> {
    return entry(this.#steps, label, () => ({
      latenciesMs: [],
      failed: [],
      partial: 0,
      missing: new Map(),
      errors: new Map(),
    }));
  }

  #second(second: number): Growing<RunSecond> {
    return entry(this.#seconds, second, () => ({ second, sent: 0, failed: 0, partial: 0, latenciesMs: [] }));
  }
}

/** Between the expressions of several faults that touched one span. */
const faultSeparator = ' + ';

function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function count(
  elements: Map<string, { count: number; failed: number }>,
  name: string,
  failed: boolean,
): void {
  const element = entry(elements, name, () => ({ count: 0, failed: 0 }));
  element.count += 1;
  if (failed) element.failed += 1;
}

function sorted<V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
