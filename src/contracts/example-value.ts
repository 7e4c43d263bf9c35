import type { Contract, ContractParameter, JsonSchema } from './contract.ts';

/** A value as a blueprint can write it in a body. */
export type ExampleValue =
  | string
  | number
  | boolean
  | readonly ExampleValue[]
  | { readonly [key: string]: ExampleValue };

/** Deeper, only the plainest value is made: schemas may hold themselves. */
const MAX_DEPTH = 6;
const MOST_ITEMS = 1;
const LONGEST_EXAMPLE = 300;

/**
 * Returns a value that a schema allows, always the same: a short example, a choice or a default that it names, else one by
 * its type, objects with what they require. Null where there is none (a schema that requires itself).
 */
export function exampleValue(
  schema: JsonSchema,
  schemas: Contract['schemas'],
  name = '',
): ExampleValue | null {
  return valueFor(schema, { schemas, name, depth: 0 });
}

/** Returns one to three values for a parameter: texts or numbers. */
export function parameterValues(
  parameter: ContractParameter,
  schemas: Contract['schemas'],
): readonly (string | number)[] {
  const { example, name, schema } = parameter;
  const flat = flattened(schema, schemas);
  const given = [example, ...listed(flat['enum']), ...listed(flat['examples']), flat['default']].filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  if (given.length > 0) return [...new Set(given)].slice(0, 3);
  const made = exampleValue(flat, schemas, name);
  if (typeof made === 'number') return [made];
  const isPlain = flat['format'] === undefined && flat['pattern'] === undefined;
  return isPlain || typeof made !== 'string' ? [1, 2, 3].map((n) => `${plainName(name)}-${n}`) : [made];
}

interface Making {
  readonly schemas: Contract['schemas'];
  readonly name: string;
  readonly depth: number;
}

function valueFor(given: JsonSchema, making: Making): ExampleValue | null {
  if (making.depth > MAX_DEPTH) return null;
  const schema = flattened(given, making.schemas);
  const named = [
    schema['const'],
    ...listed(schema['examples']),
    ...listed(schema['enum']),
    schema['default'],
  ];
  for (const value of named) {
    const plain = plainValue(value);
    const isRight = plain !== null && (schema['type'] === undefined || isOfType(plain, typeOf(schema)));
    if (isRight && isShort(plain)) return plain;
  }
  switch (typeOf(schema)) {
    case 'object':
      return objectFor(schema, making);
    case 'array':
      return arrayFor(schema, making);
    case 'integer':
    case 'number':
      return numberFor(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(schema, making.name);
  }
}

/** Documents are full of examples of the wrong type. */
function isOfType(value: ExampleValue, type: unknown): boolean {
  if (type === 'integer' || type === 'number') return typeof value === 'number';
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}

function objectFor(schema: JsonSchema, making: Making): ExampleValue | null {
  const properties = fieldsOf(schema['properties']);
  const entries: [string, ExampleValue][] = [];
  for (const name of listed(schema['required'])) {
    if (typeof name !== 'string') continue;
    const value = valueFor(fieldsOf(properties[name]), { ...making, name, depth: making.depth + 1 });
    if (value === null) return null;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function arrayFor(schema: JsonSchema, making: Making): ExampleValue | null {
  const least = typeof schema['minItems'] === 'number' ? Math.min(schema['minItems'], 20) : MOST_ITEMS;
  const item = valueFor(fieldsOf(schema['items']), { ...making, depth: making.depth + 1 });
  if (item === null) return least > 0 && typeof schema['minItems'] === 'number' ? null : [];
  return Array.from({ length: Math.max(least, MOST_ITEMS) }, () => item);
}

function numberFor(schema: JsonSchema): number {
  const { minimum, exclusiveMinimum, maximum, multipleOf } = schema;
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1;
  if (typeof minimum === 'number') return minimum;
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + step;
  return typeof maximum === 'number' ? Math.min(step, maximum) : step;
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-05-02T08:00:00Z',
  date: '2026-05-02',
  time: '08:00:00Z',
  uuid: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  email: 'ines.okafor@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'YQ==',
  duration: 'P1D',
};

function textFor(schema: JsonSchema, name: string): string {
  const { format, minLength, maxLength } = schema;
  const formatted =
    typeof format === 'string' && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (formatted !== undefined) return formatted;
  const text = plainName(name).padEnd(typeof minLength === 'number' ? Math.min(minLength, 200) : 0, 'x');
  return typeof maxLength === 'number' ? text.slice(0, Math.max(1, maxLength)) : text;
}

/** Braces would be taken for a placeholder. */
function plainName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+/, '') || 'text';
}

function typeOf(schema: JsonSchema): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((one) => one !== 'null') ?? 'null';
  if (type !== undefined) return type;
  if ('properties' in schema || 'required' in schema) return 'object';
  return 'items' in schema ? 'array' : 'string';
}

/** References followed, `allOf` taken together, the first of several alternatives. */
function flattened(schema: JsonSchema, schemas: Contract['schemas'], depth = 0): JsonSchema {
  if (depth > 20) return {};
  const { $ref, allOf, oneOf, anyOf, ...own } = schema;
  const target = typeof $ref === 'string' ? schemas[$ref.slice('#/schemas/'.length)] : undefined;
  const alternative = [...listed(oneOf), ...listed(anyOf)]
    .map(fieldsOf)
    .find((one) => one['type'] !== 'null');
  const parts = [target, ...listed(allOf).map(fieldsOf), alternative].filter((part) => part !== undefined);
  return parts.reduce<JsonSchema>((all, part) => merged(all, flattened(part, schemas, depth + 1)), own);
}

function merged(a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = { ...fieldsOf(b['properties']), ...fieldsOf(a['properties']) };
  const required = [...new Set([...listed(a['required']), ...listed(b['required'])])];
  return {
    ...b,
    ...a,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Long examples are for tests, not for whoever reads a blueprint. */
export function isShort(value: ExampleValue): boolean {
  return JSON.stringify(value).length <= LONGEST_EXAMPLE;
}

/** A named example as it can be written, without what is null in it; null where nothing is left. */
export function plainValue(value: unknown): ExampleValue | null {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value.map(plainValue).filter((item) => item !== null);
  const entries = Object.entries(value).map(([key, inner]) => [key, plainValue(inner)] as const);
  return Object.fromEntries(
    entries.flatMap(([key, inner]) => (inner === null ? [] : [[key, inner] as const])),
  );
}

function fieldsOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
