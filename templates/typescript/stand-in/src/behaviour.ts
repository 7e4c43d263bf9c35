import type { Clock, Random } from '@lintel/kit';

/** How the system behaves that is stood in for. */
export interface Behaviour {
  /** Of a log-normal distribution. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number };
  /** Share of requests that fail, 0 to 1. */
  readonly errors: number;
  /** Requests that can be answered per second; null: unlimited. */
  readonly capacityPerSecond: number | null;
}

export type Outcome = 'answered' | 'failed' | 'refused';

/** Lets requests through one by one, as slowly and as unreliably as the behaviour says. */
export interface Load {
  /** Resolves when the answer is due: `failed` for the share of errors, `refused` at once if the queue is too long. */
  pass(): Promise<Outcome>;
}

/** Who would have to wait longer for a turn is refused, as a server does whose queue is full. */
const LONGEST_WAIT_MS = 2000;

/** The 99th percentile of the standard normal distribution. */
const Z99 = 2.3263478740408408;

/** Returns the load of a stand-in that starts idle. All waiting is done by the clock, all chance is from `random`. */
export function createLoad(
  behaviour: Behaviour,
  seams: { readonly clock: Clock; readonly random: Random },
): Load {
  const { clock, random } = seams;
  const turnMs = behaviour.capacityPerSecond === null ? 0 : 1000 / behaviour.capacityPerSecond;
  let nextTurnMs = Number.NEGATIVE_INFINITY;
  return {
    pass() {
      const nowMs = clock.monotonic();
      const startMs = Math.max(nowMs, nextTurnMs);
      if (startMs - nowMs > LONGEST_WAIT_MS) return Promise.resolve('refused');
      nextTurnMs = startMs + turnMs;
      const outcome = random.next() < behaviour.errors ? 'failed' : 'answered';
      const delayMs = startMs - nowMs + latencyMs(behaviour.latency, random);
      return new Promise((resolve) => clock.after(delayMs, () => resolve(outcome)));
    },
  };
}

/** Returns one latency of the log-normal distribution with these percentiles, by the Box-Muller transform. */
export function latencyMs(latency: Behaviour['latency'], random: Random): number {
  const { p50Ms, p99Ms } = latency;
  if (p50Ms <= 0) return 0;
  const sigma = Math.log(Math.max(p99Ms, p50Ms) / p50Ms) / Z99;
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return p50Ms * Math.exp(sigma * normal);
}
