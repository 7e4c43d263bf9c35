import type { Glob } from '../../source/glob.ts';
import type { PlainValue, PropertyType } from './property.ts';

/** What a value is compared with; null: not with that. Everything that is given has to hold. */
export interface Condition {
  /** Whether there has to be a value at all, or must not be one. */
  readonly present: boolean | null;
  readonly equals: string | number | boolean | null;
  readonly matches: Glob | null;
  /** In the unit of the property's type, both ends included. */
  readonly min: number | null;
  readonly max: number | null;
}

/** True for no value, an empty text and an empty list. */
export function isAbsent(value: PlainValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** True if all that the condition asks for holds of a value. Of a list, one of its texts has to be as it says. */
export function holds(condition: Condition, value: PlainValue): boolean {
  const { present, equals, matches, min, max } = condition;
  if (isAbsent(value)) return present === false;
  if (present === false) return false;
  const all = Array.isArray(value) ? value : [value];
  if (equals !== null && !all.includes(equals)) return false;
  if (matches !== null && !all.some((one) => matches.accepts(String(one)))) return false;
  if (min !== null && !(typeof value === 'number' && value >= min)) return false;
  return max === null || (typeof value === 'number' && value <= max);
}

/** Messages quote no more than this of a value. */
const LONGEST_SHOWN = 60;

/** Returns a value as a blueprint would write it, cut off if it is long; what is absent is `none`. */
export function showValue(value: PlainValue, type: PropertyType): string {
  if (isAbsent(value)) return 'none';
  if (typeof value !== 'number') {
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  }
  switch (type) {
    case 'duration':
      return inUnits(value, [
        ['d', 86_400_000],
        ['h', 3_600_000],
        ['m', 60_000],
        ['s', 1000],
        ['ms', 1],
      ]);
    case 'size':
      return inUnits(value, [
        ['Ti', 1024 ** 4],
        ['Gi', 1024 ** 3],
        ['Mi', 1024 ** 2],
        ['Ki', 1024],
      ]);
    case 'share':
      return `${Number((value * 100).toFixed(6))}%`;
    case 'rate':
      return `${Number(value.toFixed(6))}/s`;
    default:
      return String(value);
  }
}

/** In the largest unit that divides it, else in the smallest. */
function inUnits(value: number, units: readonly (readonly [unit: string, size: number])[]): string {
  const found = units.find(([, size]) => value % size === 0) ?? units.at(-1);
  return found === undefined ? String(value) : `${value / found[1]}${found[0]}`;
}
