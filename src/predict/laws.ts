import { always, type Distribution, fromCumulative, never } from './distribution.ts';
import { normalShare, z99 } from './normal.ts';

/** A log-normal latency by two of its percentiles, as blueprints give it. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Where a tail is given up, in standard deviations: three cases in a million lie beyond. */
const tail = 4.5;

/** Returns the standard deviation of the logarithm: ln(p99 / p50) / z99, as the stand-ins draw it. */
function sigmaOf({ p50Ms, p99Ms }: Latency): number {
  return p50Ms <= 0 ? 0 : Math.log(Math.max(p99Ms, p50Ms) / p50Ms) / z99;
}

/** Returns the share of answers that take longer than a limit. */
export function shareBeyond(latency: Latency, limitMs: number): number {
  const { p50Ms } = latency;
  const sigma = sigmaOf(latency);
  if (limitMs <= 0) return 1;
  if (p50Ms <= 0 || sigma === 0) return p50Ms > limitMs ? 1 : 0;
  return normalShare(-Math.log(limitMs / p50Ms) / sigma);
}

/** Returns mean and variance: p50 e^(s²/2) and mean² (e^(s²) - 1). */
export function momentsOf(latency: Latency): { readonly meanMs: number; readonly variance: number } {
  const squared = sigmaOf(latency) ** 2;
  const meanMs = Math.max(0, latency.p50Ms) * Math.exp(squared / 2);
  return { meanMs, variance: meanMs * meanMs * Math.expm1(squared) };
}

/** Returns the log-normal distribution of a latency, without the share of it that takes longer than a limit. */
export function logNormal(latency: Latency, limitMs: number = Number.POSITIVE_INFINITY): Distribution {
  const { p50Ms } = latency;
  const sigma = sigmaOf(latency);
  if (p50Ms <= 0 || sigma === 0) return p50Ms <= limitMs ? always(Math.max(0, p50Ms)) : never();
  const fromMs = p50Ms * Math.exp(-tail * sigma);
  const endMs = p50Ms * Math.exp(tail * sigma);
  if (limitMs <= fromMs) return never();
  const shareUpTo = (ms: number) => (ms >= endMs ? 1 : 1 - shareBeyond(latency, ms));
  return fromCumulative(shareUpTo, { fromMs, toMs: Math.min(endMs, limitMs) });
}

/** Returns a duration that is anywhere between 0 and the most with equal chance. */
export function uniform(mostMs: number): Distribution {
  return fromCumulative((ms) => ms / mostMs, { fromMs: 0, toMs: mostMs });
}

/** Returns a duration that is 0 but for a share of the cases, in which it is exponential with the given mean. */
export function seldomExponential(share: number, meanMs: number): Distribution {
  if (share <= 0 || meanMs <= 0) return always(0);
  const endMs = 16 * meanMs;
  return fromCumulative((ms) => (ms >= endMs ? 1 : 1 - share * Math.exp(-ms / meanMs)), {
    fromMs: 0,
    toMs: endMs,
  });
}
