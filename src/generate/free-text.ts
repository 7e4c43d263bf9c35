import { rememberedFor } from '../model/memo.ts';

const TEXT = Symbol('free text');

/**
 * Text that a blueprint's author wrote freely (a title, an expression, a path). It has no string form of its own, so a
 * template that forgets the encoder of its language fails instead of writing the text as code.
 */
export interface FreeText {
  readonly [TEXT]: string;
  toString(): string;
}

/** Returns the text so wrapped that only an encoder can write it. */
export function freeText(text: string): FreeText {
  return new WrappedText(text);
}

class WrappedText implements FreeText {
  readonly [TEXT]: string;

  constructor(text: string) {
    this[TEXT] = text;
  }

  toString(): string {
    const start = JSON.stringify(this[TEXT].slice(0, 40));
    throw new Error(`a template writes free text without an encoder: ${start}`);
  }
}

/**
 * Returns the value with every free text in it as a plain string: for encoders. What has none is returned itself, and the same for one
 * object however often it is asked.
 */
export function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return value instanceof WrappedText ? value[TEXT] : plainOf(value);
}

const plainOf = rememberedFor((value: object): unknown => (hasFreeText(value) ? copyPlain(value) : value));

function copyPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof WrappedText) return value[TEXT];
  if (Array.isArray(value)) return value.map(copyPlain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyPlain(item)]));
}

function hasFreeText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof WrappedText || Object.values(value).some(hasFreeText);
}
