import { always, type Distribution, later, never, shareOf, times } from './distribution.ts';
import { commonLattice, sharesOn, tidied } from './lattice.ts';

/** Returns how long two independent durations take one after the other: the convolution of their shares. */
export function sum(a: Distribution, b: Distribution): Distribution {
  if (a.mass.length === 0 || b.mass.length === 0) return never();
  if (a.mass.length === 1) return times(later(b, a.startMs), a.mass[0] ?? 0);
  if (b.mass.length === 1) return times(later(a, b.startMs), b.mass[0] ?? 0);
  const stepMs = Math.max(a.stepMs, b.stepMs);
  const one = sharesOn({ startMs: a.startMs, stepMs }, a);
  const other = sharesOn({ startMs: b.startMs, stepMs }, b);
  const mass = new Float64Array(one.length + other.length - 1);
  for (let i = 0; i < one.length; i++) {
    const share = one[i] ?? 0;
    if (share === 0) continue;
    for (let j = 0; j < other.length; j++) mass[i + j] = (mass[i + j] ?? 0) + share * (other[j] ?? 0);
  }
  return tidied({ startMs: a.startMs + b.startMs, stepMs, mass });
}

/** Returns how long the last of independent durations takes: the product of their cumulative shares. */
export function latest(distributions: readonly Distribution[]): Distribution {
  const [first] = distributions;
  if (first === undefined) return always(0);
  if (distributions.some(({ mass }) => mass.length === 0)) return never();
  if (distributions.length === 1) return first;
  const lattice = commonLattice(distributions);
  const mass = new Float64Array(lattice.count).fill(1);
  for (const distribution of distributions) {
    const shares = sharesOn(lattice, distribution);
    let upTo = 0;
    for (let i = 0; i < mass.length; i++) {
      upTo += shares[i] ?? 0;
      mass[i] = (mass[i] ?? 0) * upTo;
    }
  }
  return tidied({ ...lattice, mass: differences(mass) });
}

/**
 * Returns how long the first of independent events takes of which each happens in a share of the cases only:
 * 1 - (1 - F1)(1 - F2)... of their cumulative shares.
 */
export function earliest(distributions: readonly Distribution[]): Distribution {
  const present = distributions.filter(({ mass }) => mass.length > 0);
  const [first] = present;
  if (first === undefined) return never();
  if (present.length === 1) return first;
  const lattice = commonLattice(present);
  const mass = new Float64Array(lattice.count).fill(1);
  for (const distribution of present) {
    const shares = sharesOn(lattice, distribution);
    let upTo = 0;
    for (let i = 0; i < mass.length; i++) {
      upTo += shares[i] ?? 0;
      mass[i] = (mass[i] ?? 0) * (1 - upTo);
    }
  }
  return tidied({ ...lattice, mass: differences(mass.map((none) => 1 - none)) });
}

/** Returns the cases of all of them: parts of one whole, whose shares add up. */
export function together(distributions: readonly Distribution[]): Distribution {
  const present = distributions.filter(({ mass }) => mass.length > 0);
  const [first] = present;
  if (first === undefined) return never();
  if (present.length === 1) return first;
  const lattice = commonLattice(present);
  const mass = new Float64Array(lattice.count);
  for (const distribution of present) {
    const shares = sharesOn(lattice, distribution);
    for (let i = 0; i < shares.length; i++) mass[i] = (mass[i] ?? 0) + (shares[i] ?? 0);
  }
  return tidied({ ...lattice, mass });
}

/** Returns the cases that take at most so long, and the share of those that take longer. */
export function cutAt(
  distribution: Distribution,
  limitMs: number,
): { readonly within: Distribution; readonly beyond: number } {
  const { startMs, stepMs, mass } = distribution;
  const spreadMs = mass.length === 1 ? 0 : stepMs / 2;
  if (startMs + (mass.length - 1) * stepMs + spreadMs <= limitMs) return { within: distribution, beyond: 0 };
  const place = (limitMs - startMs) / stepMs + 0.5;
  if (place <= 0 || mass.length === 1) return { within: never(), beyond: shareOf(distribution) };
  const within = mass.slice(0, Math.ceil(place));
  const last = within.length - 1;
  within[last] = (within[last] ?? 0) * (place - last);
  const kept = { startMs, stepMs, mass: within };
  return { within: kept, beyond: Math.max(0, shareOf(distribution) - shareOf(kept)) };
}

/** Cumulative shares to the share of each value, in place; a rounding error makes no share negative. */
function differences(upTo: Float64Array): Float64Array {
  for (let i = upTo.length - 1; i > 0; i--) upTo[i] = Math.max(0, (upTo[i] ?? 0) - (upTo[i - 1] ?? 0));
  return upTo;
}
