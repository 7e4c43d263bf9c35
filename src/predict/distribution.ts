/**
 * How likely each duration is: `mass[i]` is the share of all cases that take `startMs + i * stepMs`. The shares may add up
 * to less than 1: the rest is then told elsewhere (the cases that fail, say). Read as spread evenly over half a step to
 * each side, except where there is a single value. Steps are powers of two, so that one lattice fits into another.
 */
export interface Distribution {
  readonly startMs: number;
  readonly stepMs: number;
  readonly mass: Float64Array;
}

/** The most values that a distribution starts out with: enough for percentiles to about 0.2 %. */
const freshValues = 256;

/** Returns a distribution of no case at all. */
export function never(): Distribution {
  return { startMs: 0, stepMs: 1, mass: new Float64Array(0) };
}

/** Returns one duration that a share of all cases takes. */
export function always(ms: number, share = 1): Distribution {
  return share <= 0 ? never() : { startMs: ms, stepMs: 1, mass: Float64Array.of(share) };
}

/** Returns the distribution of which `shareUpTo` gives the cumulative shares between two durations, the first of them 0. */
export function fromCumulative(
  shareUpTo: (ms: number) => number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Distribution {
  if (toMs <= fromMs) return always(fromMs, shareUpTo(fromMs));
  const stepMs = stepFor(toMs - fromMs);
  const mass = new Float64Array(Math.floor((toMs - fromMs) / stepMs + 0.5) + 1);
  let before = 0;
  for (let i = 0; i < mass.length; i++) {
    const upTo = shareUpTo(Math.min(toMs, fromMs + (i + 0.5) * stepMs));
    mass[i] = upTo - before;
    before = upTo;
  }
  return { startMs: fromMs, stepMs, mass };
}

/** A microsecond, or nearly: nothing here is told apart by less. */
const leastStepMs = 2 ** -10;

/** Returns the power of two by which a range is divided into at most 256 parts. */
export function stepFor(rangeMs: number): number {
  return Math.max(leastStepMs, 2 ** Math.ceil(Math.log2(rangeMs / freshValues)));
}

/** Returns how many of all cases it tells of, 0 to 1. */
export function shareOf({ mass }: Distribution): number {
  let sum = 0;
  for (const share of mass) sum += share;
  return sum;
}

/** Returns the mean in ms of the cases that it tells of; 0 where there are none. */
export function meanOf({ startMs, stepMs, mass }: Distribution): number {
  let sum = 0;
  let weighted = 0;
  for (const [i, share] of mass.entries()) {
    sum += share;
    weighted += share * i;
  }
  return sum === 0 ? 0 : startMs + (stepMs * weighted) / sum;
}

/** Returns the share of all cases that take at most so long. */
export function shareWithin({ startMs, stepMs, mass }: Distribution, limitMs: number): number {
  if (mass.length === 1) return startMs <= limitMs ? (mass[0] ?? 0) : 0;
  const place = (limitMs - startMs) / stepMs + 0.5;
  let sum = 0;
  for (const [i, share] of mass.entries()) {
    if (i >= place) break;
    sum += share * Math.min(1, place - i);
  }
  return sum;
}

/**
 * Returns the least duration that a share of the cases that it tells of do not exceed, in ms; null where there are none.
 * `share` is over 0 and at most 1.
 */
export function percentileOf(distribution: Distribution, share: number): number | null {
  const { startMs, stepMs, mass } = distribution;
  if (mass.length === 0) return null;
  if (mass.length === 1) return startMs;
  let left = share * shareOf(distribution);
  for (const [i, here] of mass.entries()) {
    if (left <= here && here > 0) return Math.max(startMs, startMs + (i - 0.5 + left / here) * stepMs);
    left -= here;
  }
  return startMs + (mass.length - 0.5) * stepMs;
}

/** Returns the distribution later by so many ms. */
export function later(distribution: Distribution, ms: number): Distribution {
  return ms === 0 ? distribution : { ...distribution, startMs: distribution.startMs + ms };
}

/** Returns the distribution with every share multiplied. */
export function times(distribution: Distribution, factor: number): Distribution {
  if (factor === 1) return distribution;
  return factor <= 0 ? never() : { ...distribution, mass: distribution.mass.map((share) => share * factor) };
}
