import { suggest } from '../../diagnostics/suggest.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import { type FreeText, freeText } from '../free-text.ts';

/** Something that whoever generates may decide. Its form is a small part of JSON Schema, and it always has a default. */
export interface PackOption {
  readonly name: string;
  readonly description: string;
  readonly schema: OptionSchema;
}

export type OptionSchema =
  | { readonly type: 'string'; readonly default: string; readonly enum: readonly string[] | null }
  | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean'; readonly default: boolean };

export type OptionValue = string | number | boolean;

/** Names of options are words that a template can write. */
export const OPTION_NAME = /^[a-z][A-Za-z0-9]{0,62}$/;

/**
 * Returns the value of each option by its name: what was given, else the default. `given` are texts, as from a command line;
 * names that the pack does not have are ignored here (`refuseUnknownOptions`). Throws a UserError `usage` for a value that the
 * option's schema refuses.
 */
export function optionValues(
  options: readonly PackOption[],
  given: ReadonlyMap<string, string>,
): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(
    options.map((option) => {
      const text = given.get(option.name);
      return [option.name, text === undefined ? option.schema.default : readValue(option, text)];
    }),
  );
}

/** Returns an option with another default, or null for a value that its schema refuses. */
export function withDefault(option: PackOption, value: OptionValue): PackOption | null {
  const { schema } = option;
  return fitsOption(schema, value) ? { ...option, schema: schemaWith(schema, value) } : null;
}

/** Throws a UserError `usage` for a name that is an option of none of the packs. */
export function refuseUnknownOptions(
  packs: readonly { readonly name: string; readonly options: readonly PackOption[] }[],
  given: ReadonlyMap<string, string>,
): void {
  const known = packs.flatMap(({ options }) => options.map(({ name }) => name));
  for (const name of given.keys()) {
    if (known.includes(name)) continue;
    const none = `${packs.map((pack) => `"${pack.name}"`).join(', ')} ${packs.length === 1 ? 'has' : 'have'} no options`;
    throw new UserError(
      'usage',
      `there is no pack option "${name}"`,
      suggest(name, known, 'the options are') ?? none,
    );
  }
}

/** Returns `NAME=VALUE` texts as a map; the last of a name counts. Throws a UserError `usage` for one without `=`. */
export function parseOptionTexts(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const;
      throw new UserError('usage', `"${text}" is no pack option`, 'write NAME=VALUE');
    }),
  );
}

/**
 * Returns the values as templates see them. A text that anybody may choose reaches the output through an encoder only; one
 * of a list is the pack's own word, and an empty one is nothing, so that `{{#if}}` asks whether there is one.
 */
export function optionsView(
  options: readonly PackOption[],
  values: Readonly<Record<string, OptionValue>>,
): Readonly<Record<string, OptionValue | FreeText>> {
  return Object.fromEntries(
    options.map(({ name, schema }) => {
      const value = values[name] ?? schema.default;
      const isFree = schema.type === 'string' && schema.enum === null && value !== '';
      return [name, isFree ? freeText(String(value)) : value];
    }),
  );
}

/** Returns in words what an option takes: `one of a, b`, `a whole number from 1 to 9`. */
export function formOf(schema: OptionSchema): string {
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${boundsOf(schema)}`;
    case 'string':
      return schema.enum === null ? 'a text' : `one of ${schema.enum.join(', ')}`;
  }
}

/** Returns true if a value is what a schema asks for. */
export function fitsOption(schema: OptionSchema, value: unknown): value is OptionValue {
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isSafeInteger(value) &&
        value >= schema.minimum &&
        value <= schema.maximum
      );
    case 'string':
      return typeof value === 'string' && (schema.enum === null || schema.enum.includes(value));
  }
}

function schemaWith(schema: OptionSchema, value: OptionValue): OptionSchema {
  if (schema.type === 'boolean') return { ...schema, default: value === true };
  return schema.type === 'integer'
    ? { ...schema, default: Number(value) }
    : { ...schema, default: String(value) };
}

function boundsOf({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }): string {
  const from = minimum === Number.MIN_SAFE_INTEGER ? '' : ` from ${minimum}`;
  return maximum === Number.MAX_SAFE_INTEGER ? from : `${from} to ${maximum}`;
}

function readValue({ name, schema }: PackOption, text: string): OptionValue {
  const value = plainOf(schema, text);
  if (fitsOption(schema, value)) return value;
  const near = schema.type === 'string' ? suggest(text, schema.enum ?? [], 'it takes one of') : undefined;
  throw new UserError('usage', `pack option "${name}" is ${formOf(schema)}, not "${text}"`, near ?? null);
}

function plainOf(schema: OptionSchema, text: string): OptionValue {
  if (schema.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return schema.type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
}
