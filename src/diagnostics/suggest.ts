/** Longer names are not compared: nobody mistypes a whole paragraph. */
const LONGEST = 80;

/**
 * Returns the candidate that a mistyped name most likely means, or null. Near means an edit distance (insert, delete,
 * replace, swap of neighbours) of at most a third of the longer name; the first candidate in order wins a tie.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > LONGEST) return null;
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const third = Math.max(1, Math.floor(Math.max(candidate.length, name.length) / 3));
    const limit = Math.min(third, bestDistance - 1);
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Returns the hint for an unknown name: the nearest one, else a short list of all there are, else undefined. */
export function suggest(name: string, candidates: Iterable<string>, what: string): string | undefined {
  const all = [...new Set(candidates)];
  const near = nearest(name, all);
  if (near !== null) return `did you mean "${near}"?`;
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 8).map((candidate) => `"${candidate}"`);
  const rest = all.length - shown.length;
  return `${what}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Returns the one name that a hint of `suggest` asks about, or null. */
export function nearIn(hint: string | undefined): string | null {
  return /^did you mean "(.*)"\?$/s.exec(hint ?? '')?.[1] ?? null;
}

/** As `suggest`, with the candidates made only when they are looked at. */
export type Suggest = (name: string, candidates: () => Iterable<string>, what: string) => string | undefined;

/**
 * Returns a `suggest` that looks at no more than about `budget` candidates over all calls, and gives no hint after that:
 * a text with thousands of wrong names is answered as quickly as one with ten.
 */
export function createSuggest(budget = 200_000): Suggest {
  let left = budget;
  return (name, candidates, what) => {
    if (left <= 0) return undefined;
    const all = [...candidates()];
    left -= all.length + 1;
    return suggest(name, all, what);
  };
}

/**
 * Returns the Damerau-Levenshtein distance (optimal string alignment) of two strings, in UTF-16 units; a number above
 * `limit` if it is above it, without finding out how far.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches back two rows, so one row above the limit does not end it, but is one step from doing so.
    if (least > limit + 1) return least;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
