import type { Input } from './context.ts';
import { badRequest } from './problem.ts';

/** A JSON object whose fields are yet to be looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the fields of a request's body. Throws a 400 {@link Problem} where it is no JSON object. */
export function bodyFields(input: Input): Fields {
  if (!isFields(input.body)) throw badRequest('the body must be a JSON object');
  return input.body;
}

/** Returns the object in a field, or null where there is none. Throws a 400 where it is something else. */
export function fieldsOf(fields: Fields, name: string): Fields | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (!isFields(value)) throw badRequest(`"${name}" must be an object`);
  return value;
}

/**
 * Returns the text in a field, or null where there is none or it is empty. Throws a 400 where it is no text, longer than
 * `max` characters, or `required` and absent.
 */
export function textField(fields: Fields, name: string, limits: TextLimits & { required: true }): string;
export function textField(fields: Fields, name: string, limits: TextLimits): string | null;
export function textField(fields: Fields, name: string, limits: TextLimits): string | null {
  const value = fields[name];
  if (value === undefined || value === null || value === '') {
    if (limits.required === true) throw badRequest(`"${name}" is missing`);
    return null;
  }
  if (typeof value !== 'string') throw badRequest(`"${name}" must be a text`);
  if (value.length > limits.max) throw badRequest(`"${name}" must have at most ${limits.max} characters`);
  return value;
}

interface TextLimits {
  readonly max: number;
  readonly required?: boolean;
}

/**
 * Returns the texts in a field, each once, in their order; none where the field is absent. Throws a 400 where it is no list
 * of texts of 1 to `max` characters, or has more than `count` of them.
 */
export function textList(
  fields: Fields,
  name: string,
  limits: { readonly max: number; readonly count: number },
): readonly string[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw badRequest(`"${name}" must be a list`);
  if (value.length > limits.count) throw badRequest(`"${name}" must have at most ${limits.count} entries`);
  const isText = (one: unknown): one is string =>
    typeof one === 'string' && one !== '' && one.length <= limits.max;
  if (!value.every(isText)) throw badRequest(`"${name}" must hold texts of 1 to ${limits.max} characters`);
  return [...new Set(value)];
}
