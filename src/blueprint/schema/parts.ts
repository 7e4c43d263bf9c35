import { QUANTITIES, type QuantityId } from '../quantities.ts';

/** A JSON Schema (draft-07) as plain data. No `$ref` is used, so the path of an error leads to its schema. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** What every key of a blueprint says about itself. */
export interface About {
  readonly description: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** Keys of a map, with their schemas. */
export type Properties = Readonly<Record<string, Schema>>;

/** Returns the schema of a quantity with a unit. */
export function quantity(id: QuantityId, about: About): Schema {
  return { type: 'string', pattern: QUANTITIES[id].pattern, ...withExamples(about, QUANTITIES[id].examples) };
}

/** Returns the schema of any text. */
export function text(about: About): Schema {
  return { type: 'string', ...about };
}

/** Returns the schema of a text that has to match a pattern. */
export function matching(pattern: string, about: About): Schema {
  return { type: 'string', pattern, ...about };
}

/** Returns the schema of a text that is one of a few. */
export function oneOfTexts(values: readonly string[], about: About): Schema {
  return { type: 'string', enum: values, ...withExamples(about, values.slice(-1)) };
}

/** Returns the schema of a whole number between two bounds, both included. */
export function whole(bounds: readonly [number, number], about: About): Schema {
  return { type: 'integer', minimum: bounds[0], maximum: bounds[1], ...about };
}

/** Returns the schema of true or false. */
export function flag(about: About): Schema {
  return { type: 'boolean', ...withExamples(about, [true]) };
}

/** Returns the schema of a map with these keys and no others. */
export function closed(
  properties: Properties,
  about: About & { readonly required?: readonly string[] },
): Schema {
  const { required = [], ...rest } = about;
  return {
    type: 'object',
    ...rest,
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** Returns the schema of a map from names of the user's choice to values of one form. */
export function mapOf(names: string, value: Schema, about: About): Schema {
  return {
    type: 'object',
    ...about,
    propertyNames: { pattern: names },
    additionalProperties: value,
  };
}

/** Returns the schema of a list of values of one form. */
export function listOf(items: Schema, about: About): Schema {
  return { type: 'array', ...about, items };
}

/** As `mapOf`, with at least one key. */
export function filledMapOf(names: string, value: Schema, about: About): Schema {
  return { ...mapOf(names, value, about), minProperties: 1 };
}

/** As `listOf`, with at least one value. */
export function filledListOf(items: Schema, about: About): Schema {
  return { ...listOf(items, about), minItems: 1 };
}

/** Returns a schema that is one thing for a text and another for the rest; says one thing at a time when it fails. */
export function textOr(ifText: Schema, otherwise: Schema, about: About): Schema {
  return { ...about, ...when({ type: 'string' }, ifText, otherwise) };
}

/**
 * Returns the schema of a map whose further keys depend on the text at one key: `variants` holds them by that text.
 * The discriminating key is required; its own schema stands in `common`.
 */
export function byKey(key: string, shape: VariantShape, about: About): Schema {
  const { common, variants, required = [] } = shape;
  // Checked once, above; a variant only has to know that these keys exist.
  const known = Object.fromEntries(Object.keys(common).map((name) => [name, {}]));
  return {
    type: 'object',
    ...about,
    properties: common,
    required: [key, ...required],
    allOf: Object.entries(variants).map(([value, { properties, ...rest }]) =>
      when(
        { properties: { [key]: { const: value } }, required: [key] },
        closed({ ...known, ...properties }, rest),
      ),
    ),
  };
}

export interface VariantShape {
  readonly common: Properties;
  readonly required?: readonly string[];
  readonly variants: Readonly<Record<string, Variant>>;
}

export interface Variant {
  readonly description: string;
  readonly properties: Properties;
  readonly required?: readonly string[];
}

/** Returns the keywords for a schema that depends on another (`if`, `then`, `else`). */
export function when(condition: Schema, consequence: Schema, otherwise?: Schema): Schema {
  const keywords: [string, Schema][] = [
    ['if', condition],
    ['then', consequence],
  ];
  if (otherwise !== undefined) keywords.push(['else', otherwise]);
  return Object.fromEntries(keywords);
}

function withExamples(about: About, examples: readonly unknown[]): About {
  return { ...about, examples: about.examples ?? examples };
}
