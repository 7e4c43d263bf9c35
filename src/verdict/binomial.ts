import { confidence } from '../model/samples-needed.ts';

export { samplesNeeded } from '../model/samples-needed.ts';

/** Lower and upper bound of a share, each one-sided at 95 %. */
export interface ShareBounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Returns the exact one-sided 95 % bounds of a share of which `kept` in `samples` trials were seen (Clopper and Pearson,
 * Biometrika 26, 1934): quantiles of beta distributions, found by bisection. `samples` is at least 1.
 */
export function shareBounds(kept: number, samples: number): ShareBounds {
  const low = kept === 0 ? 0 : betaQuantile(1 - confidence, kept, samples - kept + 1);
  const high = kept === samples ? 1 : betaQuantile(confidence, kept + 1, samples - kept);
  return { low, high };
}

/** The p at which the regularized incomplete beta function I_p(a, b) has a value. */
function betaQuantile(value: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b) by its continued fraction (DLMF 8.17.22), on the side of the mean where that converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  if (x > (a + 1) / (a + b + 2)) return 1 - (Math.exp(logFront) * fraction(1 - x, b, a)) / b;
  return (Math.exp(logFront) * fraction(x, a, b)) / a;
}

/** The continued fraction of I_x(a, b), evaluated from the front (Lentz 1976, as modified by Thompson and Barnett). */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return result;
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function for arguments of 1 and more (Lanczos 1964, g = 7, n = 9). */
function logGamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const sum = lanczos.reduce(
    (total, coefficient, at) => total + (at === 0 ? coefficient : coefficient / (z + at)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
