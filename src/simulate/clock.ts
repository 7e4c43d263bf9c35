import { randomBytes } from 'node:crypto';
import { hrtime } from 'node:process';
import type { Clock, Random } from '../../templates/typescript/kit/src/seams.ts';

export type { Clock, Random };

/** What `performance.now()` lacks to be the machine's monotonic clock, which all processes share. */
const sharedOffsetMs = Number(hrtime.bigint()) / 1e6 - performance.now();

/**
 * The real clock. `monotonic()` counts from an instant that all processes of this machine share (the boot, as a rule),
 * so an instant taken in one process can be compared with one taken in another.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now() + sharedOffsetMs,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Returns the instant, on `systemClock.monotonic()`, at which this process came to life. */
export function processStartedAt(): number {
  return sharedOffsetMs;
}

/** Returns 12 hex digits that no other run has: what must never repeat, even under the same seed, is made of them. */
export function freshNonce(): string {
  return randomBytes(6).toString('hex');
}

/** Seeded randomness that can be split by label, so that a new consumer does not shift the numbers of another. */
export interface SeededRandom extends Random {
  /** Returns an independent stream for a label; the same seed and labels give the same stream, whatever was drawn. */
  fork(label: string): SeededRandom;
  /** Returns a number from `min`, inclusive, to `max`, exclusive. */
  between(min: number, max: number): number;
  /** Returns an integer from 0 to `count - 1`. */
  index(count: number): number;
}

/** Returns the stream of a seed: sfc32 (Doty-Humphrey, PractRand), keyed by a 128-bit hash of seed and labels. */
export function createRandom(seed: number | string): SeededRandom {
  return streamOf(`${seed}`);
}

/** Draws the gap to the next event of a Poisson process, in ms; infinite for a rate of zero. */
export function exponentialGapMs(random: Random, ratePerSecond: number): number {
  if (ratePerSecond <= 0) return Number.POSITIVE_INFINITY;
  return (-Math.log(1 - random.next()) / ratePerSecond) * 1000;
}

/**
 * Returns one of the entries, each as likely as its share of the sum of the shares.
 * Throws on an empty list, which the model does not allow.
 */
export function pickByShare<T extends { readonly share: number }>(random: Random, entries: readonly T[]): T {
  const total = entries.reduce((sum, entry) => sum + entry.share, 0);
  let left = random.next() * total;
  for (const entry of entries) {
    left -= entry.share;
    if (left < 0) return entry;
  }
  const last = entries.at(-1);
  if (last === undefined) throw new Error('cannot pick from an empty list');
  return last;
}

function streamOf(key: string): SeededRandom {
  let [a, b, c, d] = hash128(key);
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers of sfc32 still resemble the key.
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return {
    next,
    fork: (label) => streamOf(`${key}/${label}`),
    between: (min, max) => min + next() * (max - min),
    index: (count) => Math.floor(next() * count),
  };
}

/** Four 32-bit words of a string: four multiplicative hashes with different primes, mixed with each other at the end. */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  const mixed = h1 ^ h2 ^ h3 ^ h4;
  return [mixed, h2 ^ mixed, h3 ^ mixed, h4 ^ mixed];
}
