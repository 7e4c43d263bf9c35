import { fillBody, fillPath, type LookUp } from '../../model/fill-placeholders.ts';
import type { Network } from '../../model/model.ts';
import { createRandom, pickByShare, type SeededRandom } from '../clock.ts';
import { arrivalInstants } from './load.ts';
import type { AppSpec, ServiceStepSpec, StepSpec, TrafficSpec } from './traffic-spec.ts';

/** One arrival: a phone that begins a journey at an instant, with all that chance decides about it. */
export interface PlannedJourney {
  readonly index: number;
  /** Of the scenario. */
  readonly atMs: number;
  readonly app: string;
  /** From 0 to the app's population - 1. */
  readonly device: number;
  readonly platform: 'android' | 'ios';
  readonly version: string;
  readonly network: Network;
  readonly journey: string;
  /** When the phone has no connection, in ms of the scenario; null: it always has one. */
  readonly offline: { readonly fromMs: number; readonly toMs: number } | null;
  readonly steps: readonly PlannedStep[];
}

export type PlannedStep =
  | {
      readonly type: 'request';
      readonly label: string;
      readonly method: string;
      readonly path: string;
      /** JSON text; null: none. */
      readonly body: string | null;
      readonly public: boolean;
    }
  | { readonly type: 'think'; readonly durationMs: number }
  | {
      readonly type: 'service';
      readonly step: ServiceStepSpec;
      /** The item that the user of the phone changed since the last time; null: none. Only for `sync`. */
      readonly changedItem: string | null;
    };

/** How likely it is that there is something to push when a phone synchronises. */
const localChangeShare = 0.5;
/** Items that the phones of an app share: few enough that two of them change the same one. */
const sharedItems = 200;

/**
 * Yields the arrivals of a scenario in order of time: an open model, in which nothing depends on how the system answers.
 * The same spec always gives the same arrivals.
 */
export function* planArrivals(spec: TrafficSpec): Generator<PlannedJourney> {
  const root = createRandom(spec.seed);
  let index = 0;
  for (const atMs of arrivalInstants(spec.phases, spec.durationMs, root.fork('arrivals'))) {
    yield planJourney(spec, root, { index, atMs });
    index += 1;
  }
}

function planJourney(
  spec: TrafficSpec,
  root: SeededRandom,
  { index, atMs }: { readonly index: number; readonly atMs: number },
): PlannedJourney {
  const random = root.fork(`journey/${index}`);
  const app = pickByShare(random, spec.apps);
  const device = random.index(app.population);
  const owner = root.fork(`device/${app.name}/${device}`);
  const { platform } = pickByShare(owner, app.platforms);
  const { version } = pickByShare(owner, app.versions);
  const { network } = pickByShare(random, app.networks);
  const journey = pickByShare(random, app.journeys);
  const steps = planSteps(journey.steps, app, random.fork('steps'));
  const offline = planOffline(app, { atMs, steps }, random.fork('offline'));
  return {
    index,
    atMs,
    app: app.name,
    device,
    platform,
    version,
    network,
    journey: journey.name,
    offline,
    steps,
  };
}

function planSteps(steps: readonly StepSpec[], app: AppSpec, random: SeededRandom): readonly PlannedStep[] {
  const chosen = new Map<string, string | number>();
  const lookUp: LookUp = (name) => {
    const known = chosen.get(name);
    if (known !== undefined) return known;
    const values = app.data[name] ?? [];
    // A name without data stands for itself, so that the request is still well formed.
    const value = values[random.fork(`data/${name}`).index(values.length)] ?? name;
    chosen.set(name, value);
    return value;
  };
  return steps.map((step, at) => planStep(step, lookUp, random.fork(`step/${at}`)));
}

function planStep(step: StepSpec, lookUp: LookUp, random: SeededRandom): PlannedStep {
  if (step.type === 'think') return { type: 'think', durationMs: random.between(step.minMs, step.maxMs) };
  if (step.type === 'service') {
    const changes = step.action === 'sync' && random.next() < localChangeShare;
    return { type: 'service', step, changedItem: changes ? `item-${random.index(sharedItems)}` : null };
  }
  return {
    type: 'request',
    label: step.label,
    method: step.method,
    path: fillPath(step.path, lookUp),
    body: step.body === undefined ? null : JSON.stringify(fillBody(step.body, lookUp)),
    public: step.public,
  };
}

/** A connection is lost at some point between the first step and the end of the last thinking time. */
function planOffline(
  app: AppSpec,
  journey: { readonly atMs: number; readonly steps: readonly PlannedStep[] },
  random: SeededRandom,
): PlannedJourney['offline'] {
  if (app.offline === null || random.next() >= app.offline.share) return null;
  const thinkMs = journey.steps.reduce((sum, step) => sum + (step.type === 'think' ? step.durationMs : 0), 0);
  const fromMs = journey.atMs + random.between(0, thinkMs);
  return { fromMs, toMs: fromMs + random.between(app.offline.minMs, app.offline.maxMs) };
}
