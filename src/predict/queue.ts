import { together } from './combine.ts';
import { always, type Distribution, later, times } from './distribution.ts';
import { seldomExponential } from './laws.ts';
import type { Stretch } from './traffic.ts';

/** Who would have to wait longer for a turn than this is refused, as the stand-ins do. */
const longestWaitMs = 2000;
/** A stretch in which a backlog grows or shrinks is taken in so many steps. */
const stepsOfBacklog = 8;

/** What a backend's queue does to calls: most wait a little, some are refused at once. */
export interface Queue {
  /** Of the calls that are let in: its shares add up to theirs. */
  readonly wait: Distribution;
  readonly refusedShare: number;
}

/** The queue of a backend without a limit, or without a load. */
export const noQueue: Queue = { wait: always(0), refusedShare: 0 };

/**
 * Returns the queue in front of a backend that answers `capacityPerSecond` at a steady pace, for calls that come as Poisson
 * processes of the given rates, one stretch after the other. Below capacity it is M/D/1: a share of r = rate / capacity
 * waits, on average 1 / (2 capacity (1 - r)) (Pollaczek and Khinchine), here as an exponential variable. Above capacity a
 * backlog grows as a fluid would, up to the longest wait that is granted, and drains afterwards.
 */
export function queueOf(capacityPerSecond: number, stretches: readonly Stretch[]): Queue {
  const calls = stretches.reduce((sum, { durationMs, perSecond }) => sum + durationMs * perSecond, 0);
  if (calls === 0) return noQueue;
  const waits: Distribution[] = [];
  let refusedShare = 0;
  let backlogMs = 0;
  for (const { durationMs, perSecond } of stretches) {
    const load = perSecond / capacityPerSecond;
    const steps = load < 1 && backlogMs === 0 ? 1 : stepsOfBacklog;
    const jitter = load < 1 ? shortWait(capacityPerSecond, { durationMs, perSecond }) : always(0);
    const arrived = load * (durationMs / steps);
    for (let step = 0; step < steps; step++) {
      const grown = Math.max(0, backlogMs + arrived - durationMs / steps);
      const spilt = grown > longestWaitMs ? (grown - longestWaitMs) / arrived : 0;
      const after = Math.min(grown, longestWaitMs);
      const share = (durationMs * perSecond) / calls / steps;
      waits.push(times(later(jitter, (backlogMs + after) / 2), share * (1 - spilt)));
      refusedShare += share * spilt;
      backlogMs = after;
    }
  }
  return { wait: together(waits), refusedShare };
}

/**
 * The wait below capacity. Near it, a stretch is too short for the queue to reach its mean: it stays below that of a queue
 * at capacity after the same time, sqrt(2 n / pi) turns after n arrivals (a reflected random walk).
 */
function shortWait(capacityPerSecond: number, { durationMs, perSecond }: Stretch): Distribution {
  const load = perSecond / capacityPerSecond;
  const turnMs = 1000 / capacityPerSecond;
  const arrivals = (durationMs / 1000) * perSecond;
  const meanMs = Math.min(turnMs / (2 * (1 - load)), turnMs * Math.sqrt((2 * arrivals) / Math.PI));
  return seldomExponential(load, meanMs);
}
