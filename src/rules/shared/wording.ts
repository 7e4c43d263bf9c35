import type { Element, Model } from '../../model/model.ts';

/** Returns an element as messages name it: `frontend microservice "shop"`. */
export function named(model: Model, element: Element): string {
  const noun = model.pattern.tiers.find((tier) => tier.key === element.tier)?.noun ?? element.tier;
  return `${noun} "${element.name}"`;
}

/** Returns words in their order: `a, b and c`. */
export function wordList(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Returns names in quotes, in their order: `"a", "b" and "c"`. */
export function quotedList(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return wordList(
    names.map((name) => `"${name}"`),
    conjunction,
  );
}

/** Returns names with what they are names of: `operation "a"`, `operations "a" and "b"`. */
export function namesOf(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${quotedList(names)}`;
}

const UNITS = [
  ['d', 86_400_000, 2],
  ['h', 3_600_000, 1],
  ['m', 60_000, 1],
  ['s', 1000, 1],
] as const;

/** Returns milliseconds as a blueprint writes them, in the largest unit that is whole: `90s`, `1h`, `24h`, `2d`. */
export function durationText(ms: number): string {
  const [unit, factor] = UNITS.find(([, size, least]) => ms >= least * size && ms % size === 0) ?? ['ms', 1];
  return `${ms / factor}${unit}`;
}
