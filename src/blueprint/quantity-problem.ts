import type { ValueProblem } from './check-values.ts';
import { parseBandwidth, parseDuration, parseRange, parseRate } from './quantities.ts';
import { PERCENTILES } from './schema/percentiles.ts';

/** Keys of times with which nothing could be done, were they nothing; and of rates and bandwidths. */
const NEVER_NOTHING: ReadonlySet<string> = new Set([
  ...['timeout', 'deadline', 'open', 'token-lifetime', 'retention', 'tombstones'],
  ...['rate', 'capacity', 'down', 'up'],
]);

/** Keys of times that are waited for. */
const TIMERS: ReadonlySet<string> = new Set([
  ...['timeout', 'deadline', 'open', 'think', 'for', 'over', 'between', 'delay', 'jitter', 'round-trip'],
  ...PERCENTILES,
]);

/** Keys of times that are kept as dates, and not run as timers. */
const AGES: ReadonlySet<string> = new Set(['token-lifetime', 'retention', 'tombstones', 'cache']);

const DAY_MS = 86_400_000;
/** A timer of JavaScript that is longer than 2^31 ms ends at once. */
const LONGEST_TIMER_DAYS = 24;
const LONGEST_AGE_DAYS = 36_500;

/** Returns what is wrong with a quantity in the right form at a key, or null; null too for what is no quantity. */
export function quantityProblem(key: string, text: string): ValueProblem | null {
  // Quantities start with a digit, and other texts seldom do.
  if (!/^[0-9]/.test(text)) return null;
  const [first = '', second] = text.split('..');
  if (second !== undefined)
    return key === 'for' ? reversedProblem(text, first, second) : lengthProblem(key, second);
  if (text.startsWith('0') && NEVER_NOTHING.has(key)) {
    const amount = parseDuration(text) ?? parseRate(text) ?? parseBandwidth(text);
    if (amount === 0) return { message: `is "${text}", which is nothing`, hint: 'give it a value above 0' };
  }
  return lengthProblem(key, text);
}

function reversedProblem(text: string, first: string, second: string): ValueProblem | null {
  const isReversed = parseRange(text) === null && parseRange(first) !== null && parseRange(second) !== null;
  if (!isReversed) return lengthProblem('for', second);
  return {
    message: `is the range "${text}", which ends before it starts`,
    hint: 'write the shorter time first',
  };
}

function lengthProblem(key: string, text: string): ValueProblem | null {
  // Some seconds, as most times are, need no closer look.
  if (text.length < 8 && text.endsWith('s')) return null;
  const isAge = AGES.has(key);
  if (!isAge && !TIMERS.has(key)) return null;
  const days = isAge ? LONGEST_AGE_DAYS : LONGEST_TIMER_DAYS;
  const durationMs = parseDuration(text);
  if (durationMs === null || durationMs <= days * DAY_MS) return null;
  const hint = isAge ? `give it at most ${days}d` : `timers run at most ${days}d: give it less`;
  return { message: `is "${text}", longer than ${days} days`, hint };
}
