import type { Schema } from './schema.ts';

/** Choices are named up to so many. */
const mostChoices = 20;

/** Returns what is wrong with a value that is one of no fixed choice; null: nothing. */
export function choiceError(choices: Schema['enum'], value: unknown): string | null {
  if (choices === undefined || choices.some((choice) => choice === value)) return null;
  const named = choices.slice(0, mostChoices).map((choice) => JSON.stringify(choice));
  return `must be one of ${named.join(', ')}${choices.length > mostChoices ? ', …' : ''}`;
}

/** Returns what is wrong with a number; null: nothing. */
export function numberError(schema: Schema, value: number): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    return `must be more than ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    return `must be less than ${exclusiveMaximum}`;
  return null;
}

/** Returns what is wrong with a text; null: nothing. */
export function textError(
  { minLength, maxLength, pattern }: Schema,
  value: string,
  patternOf: (pattern: string) => RegExp,
): string | null {
  if (minLength !== undefined && !hasAtLeast(minLength, value))
    return `must have at least ${minLength} ${minLength === 1 ? 'character' : 'characters'}`;
  if (maxLength !== undefined && hasAtLeast(maxLength + 1, value))
    return `must have at most ${maxLength} ${maxLength === 1 ? 'character' : 'characters'}`;
  return pattern === undefined || patternOf(pattern).test(value) ? null : `must match ${pattern}`;
}

/** Characters are code points, of which each takes one or two places of a string. */
function hasAtLeast(count: number, text: string): boolean {
  if (text.length < count) return false;
  if (text.length >= count * 2) return true;
  let found = 0;
  for (const _ of text) found += 1;
  return found >= count;
}

/** Returns what is wrong with how many items or fields there are; null: nothing. */
export function countError(
  count: number,
  what: string,
  { least, most }: { readonly least: number | undefined; readonly most: number | undefined },
): string | null {
  if (least !== undefined && count < least) return `must have at least ${least} ${what}`;
  return most !== undefined && count > most ? `must have at most ${most} ${what}` : null;
}
