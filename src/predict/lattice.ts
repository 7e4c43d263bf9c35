import { type Distribution, stepFor } from './distribution.ts';

/** More values than this are put on a coarser lattice: what is computed stays quick, and is off by a thousandth at most. */
const mostValues = 512;
/** Ends that are less likely than this together are added to their neighbours. */
const negligible = 1e-9;

/** Where the values of a distribution lie. */
export interface Lattice {
  readonly startMs: number;
  readonly stepMs: number;
}

/** Returns the finest lattice that holds all of the distributions, none of them empty, in few enough values. */
export function commonLattice(distributions: readonly Distribution[]): Lattice & { readonly count: number } {
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  let stepMs = 0;
  for (const { startMs: from, stepMs: by, mass } of distributions) {
    startMs = Math.min(startMs, from);
    endMs = Math.max(endMs, from + (mass.length - 1) * by);
    if (mass.length > 1) stepMs = Math.max(stepMs, by);
  }
  if (stepMs === 0) stepMs = endMs > startMs ? stepFor(endMs - startMs) : 1;
  while ((endMs - startMs) / stepMs > mostValues) stepMs *= 2;
  return { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 2 };
}

/**
 * Returns the shares of a distribution on a lattice that starts no later and is no finer, for reading only. A value that
 * falls between two of the lattice is split among them so that the mean stays: the mean of a sum is then the sum of the
 * means, however coarse the lattice.
 */
export function sharesOn(lattice: Lattice, { startMs, stepMs, mass }: Distribution): Float64Array {
  if (startMs === lattice.startMs && (stepMs === lattice.stepMs || mass.length === 1)) return mass;
  const by = stepMs / lattice.stepMs;
  const from = (startMs - lattice.startMs) / lattice.stepMs;
  const shares = new Float64Array(Math.floor(from + (mass.length - 1) * by) + 2);
  for (let i = 0; i < mass.length; i++) {
    const share = mass[i] ?? 0;
    const place = from + i * by;
    const low = Math.floor(place);
    const high = share * (place - low);
    shares[low] = (shares[low] ?? 0) + share - high;
    shares[low + 1] = (shares[low + 1] ?? 0) + high;
  }
  return shares;
}

/** Returns the distribution without ends that hardly ever happen, and with at most `values` values. */
export function tidied(distribution: Distribution, values = mostValues): Distribution {
  let tidy = withoutEnds(distribution);
  while (tidy.mass.length > values) {
    const lattice = { startMs: tidy.startMs, stepMs: tidy.stepMs * 2 };
    tidy = withoutEnds({ ...lattice, mass: sharesOn(lattice, tidy) });
  }
  return tidy;
}

function withoutEnds({ startMs, stepMs, mass }: Distribution): Distribution {
  let first = 0;
  let end = mass.length;
  let before = 0;
  let after = 0;
  while (first < end - 1 && before + (mass[first] ?? 0) < negligible) before += mass[first++] ?? 0;
  while (end - 1 > first && after + (mass[end - 1] ?? 0) < negligible) after += mass[--end] ?? 0;
  const kept = mass.slice(first, end);
  kept[0] = (kept[0] ?? 0) + before;
  kept[kept.length - 1] = (kept.at(-1) ?? 0) + after;
  return { startMs: startMs + first * stepMs, stepMs, mass: kept };
}
