/** The 99th percentile of the standard normal distribution. */
export const z99 = 2.3263478740408408;

/**
 * Returns the share of a standard normal distribution up to `z`, to about 15 digits: the Taylor series of Marsaglia,
 * "Evaluating the Normal Distribution", Journal of Statistical Software 11 (2004). 0 and 1 beyond 8 deviations.
 */
export function normalShare(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - 0.9189385332046728);
}
