import type { Random } from '@lintel/kit';

/**
 * Returns numbers that depend on the key alone, so that the same request always gets the same answer.
 * FNV-1a makes a seed of the key (http://www.isthe.com/chongo/tech/comp/fnv/), mulberry32 makes numbers of the seed.
 */
export function seededRandom(key: string): Random {
  let state = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) state = Math.imul(state ^ key.charCodeAt(at), 0x01000193);
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** Returns a whole number from `least` to `most`, both included. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1));
}

/** Returns one of the values. Throws if there are none. */
export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random.next() * values.length)];
  if (value === undefined && values.length === 0) throw new Error('there is nothing to pick from');
  return value as T;
}
