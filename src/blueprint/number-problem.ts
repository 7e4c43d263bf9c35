import { clip } from '../source/clip.ts';
import type { ScalarNode } from '../source/parsed-document.ts';
import type { OwnValues, ValueProblem } from './check-values.ts';

/**
 * Returns why a number is not what it is written as, or null: digits that get lost, zeros before it that other readers take
 * for octal, notations that are none of a text's or of JSON. `own` says whose value it is, where it is the user's.
 */
export function numberProblem({ value, span }: ScalarNode, own: OwnValues | null): ValueProblem | null {
  const written = span.source.text.slice(span.start, span.end);
  if (typeof value === 'string') return own === null ? null : endlessProblem(written);
  // An alias is written elsewhere, and judged there.
  if (typeof value !== 'number' || written === String(value) || written.startsWith('*')) return null;
  const isOctalElsewhere = /^[-+]?0[0-9]/.test(written);
  const isOtherNotation = /^[-+]?0[xo]/i.test(written);
  const isOther = isOctalElsewhere || isOtherNotation || digitsOf(written) !== digitsOf(String(value));
  if (!isOther && own !== 'data') return null;
  if (isOtherNotation && own === null) return null;
  const shown = clip(written);
  return {
    message: `is ${shown}, which is read as ${value}`,
    hint: `write ${value}, or put it into quotes to keep it as it is: "${shown}"`,
  };
}

/** `.inf`, `.nan` and what is greater than any number. */
function endlessProblem(written: string): ValueProblem | null {
  const isEndless = /^[-+]?\.(?:inf|nan)$/i.test(written) || isTooGreat(written);
  return isEndless
    ? { message: `is ${clip(written)}, a number that JSON does not have`, hint: 'put it into quotes' }
    : null;
}

function isTooGreat(written: string): boolean {
  return /^[-+]?[0-9.]+(?:e[-+]?[0-9]+)?$/i.test(written) && !Number.isFinite(Number(written));
}

/** Returns the same text for two decimal numbers that are equal. */
function digitsOf(number: string): string {
  const parts = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(number);
  if (parts === null) return number;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  if (end === 0) return '0';
  const power = Number(exponent) - fraction.length + digits.length - end;
  return `${sign === '-' ? '-' : ''}${digits.slice(0, end)}e${power}`;
}
