/**
 * Seeded randomness that can be split by label, number for number the one of `lintel simulate`. A stream has `next()` (from 0
 * to 1, exclusive), `fork(label)`, `between(min, max)` and `index(count)`.
 */
export function createRandom(seed) {
  return streamOf(`${seed}`);
}

/** Draws the gap to the next event of a Poisson process, in ms; infinite for a rate of zero. */
export function exponentialGapMs(random, ratePerSecond) {
  if (ratePerSecond <= 0) return Number.POSITIVE_INFINITY;
  return (-Math.log(1 - random.next()) / ratePerSecond) * 1000;
}

/** Returns one of the entries, each as likely as its `share` of the sum of the shares. */
export function pickByShare(random, entries) {
  const total = entries.reduce((sum, entry) => sum + entry.share, 0);
  let left = random.next() * total;
  for (const entry of entries) {
    left -= entry.share;
    if (left < 0) return entry;
  }
  return entries[entries.length - 1];
}

/** The stream of a key: sfc32 (Doty-Humphrey, PractRand), keyed by a 128-bit hash of the text. */
function streamOf(key) {
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

function hash128(text) {
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
