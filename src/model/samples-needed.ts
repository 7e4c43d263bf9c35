/** One-sided confidence of every statement about an objective: it is wrong in one run of twenty at most. */
export const confidence = 0.95;

/**
 * Returns how many samples a statement "the share is at least this" needs when none misses: the least n with
 * share^n <= 0.05. One for a share of 1, which any miss disproves and no number of samples proves.
 */
export function samplesNeeded(share: number): number {
  if (share >= 1 || share <= 0) return 1;
  // The subtraction keeps a rounding error from adding a sample where the logarithms divide evenly.
  return Math.ceil(Math.log(1 - confidence) / Math.log(share) - 1e-9);
}
