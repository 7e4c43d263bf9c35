/** A sum or product may have hundreds of terms; a message names the few that matter. */
const mostTerms = 6;

/** Returns the terms that count most, in their order, and the others. */
export function largestTerms<T>(
  terms: readonly T[],
  sizeOf: (term: T) => number,
): { readonly shown: readonly T[]; readonly others: readonly T[] } {
  const largest = new Set([...terms].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, mostTerms));
  return {
    shown: terms.filter((term) => largest.has(term)),
    others: terms.filter((term) => !largest.has(term)),
  };
}
