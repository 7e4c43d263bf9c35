import type { JsonSchema } from './contract.ts';
import { isRecord, listOf, recordOf } from './plain-data.ts';
import { safePattern } from './safe-pattern.ts';
import { OR_ONE, referred } from './schema-refs.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

const TYPES: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
]);
const NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];

/**
 * Returns a function that reduces schemas of a contract to what a request can be held against in little time, and without
 * refusing what the contract allows: types, choices, bounds, lengths, required and named fields, plain patterns. What only an answer
 * has (`readOnly`) is not required, of `oneOf` one that fits is enough, and `not`, conditions, formats and patterns that could
 * take long are left out.
 */
export function createCheckableSchemas(schemas: Schemas): (schema: JsonSchema) => JsonSchema {
  const readOnly = new Set(Object.values(schemas).flatMap(readOnlyNames));
  return (schema) => checkable(schema, { schemas, readOnly });
}

interface World {
  readonly schemas: Schemas;
  /** Names of fields that any schema calls `readOnly`. */
  readonly readOnly: ReadonlySet<string>;
}

function readOnlyNames(schema: JsonSchema): readonly string[] {
  const own = Object.entries(recordOf(schema['properties'])).flatMap(([name, property]) =>
    recordOf(property)['readOnly'] === true ? [name] : [],
  );
  return [...own, ...listOf(schema['allOf']).flatMap((part) => readOnlyNames(recordOf(part)))];
}

function checkable(schema: JsonSchema, world: World): JsonSchema {
  // Beside a reference, OpenAPI 3.0 ignores everything, and 3.1 nothing.
  if (referred(schema['$ref'], world.schemas) !== undefined) return { $ref: schema['$ref'] };
  return {
    ...typeOf(schema),
    ...choicesOf(schema),
    ...boundsOf(schema),
    ...fieldsOf(schema, world),
    ...itemsOf(schema, world),
    ...combinationsOf(schema, world),
  };
}

function typeOf({ type }: JsonSchema): JsonSchema {
  const types = Array.isArray(type) ? type : [type];
  return types.length > 0 && types.every((one) => TYPES.has(one)) ? { type } : {};
}

function choicesOf(schema: JsonSchema): JsonSchema {
  const choices = 'const' in schema ? [schema['const']] : schema['enum'];
  if (!Array.isArray(choices) || choices.length === 0) return {};
  const { type } = typeOf(schema);
  const types = type === undefined ? null : [type].flat();
  const isPlain = (choice: unknown) => typeof choice !== 'object' || choice === null;
  // Documents have choices of the wrong type: `type: string` beside numbers without quotes.
  const fits = (choice: unknown) => types === null || types.some((one) => isOfType(choice, one));
  return choices.every((choice) => isPlain(choice) && fits(choice)) ? { enum: choices } : {};
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'null' ? value === null : typeof value === type;
}

function boundsOf(schema: JsonSchema): JsonSchema {
  const pattern = safePattern(schema['pattern']);
  const numbers = NUMBERS.filter((key) => Number.isFinite(schema[key]));
  const counts = COUNTS.filter((key) => Number.isSafeInteger(schema[key]) && Number(schema[key]) >= 0);
  return {
    ...Object.fromEntries([...numbers, ...counts].map((key) => [key, schema[key]])),
    ...(pattern === null ? {} : { pattern }),
  };
}

function fieldsOf(schema: JsonSchema, world: World): JsonSchema {
  const properties = recordOf(schema['properties']);
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    checkable(recordOf(property), world),
  ]);
  const required = listOf(schema['required']).filter(
    (name) => typeof name === 'string' && !isReadOnly(name, properties, world),
  );
  const { additionalProperties: more, patternProperties } = schema;
  const others = isRecord(more) && patternProperties === undefined ? othersOf(more, world) : {};
  return {
    ...(entries.length === 0 ? {} : { properties: Object.fromEntries(entries) }),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
    ...others,
  };
}

/** What may be nothing at all, `{ not: {} }`, is how contracts write `false`. */
function othersOf(more: JsonSchema, world: World): JsonSchema {
  const { not } = more;
  if (isRecord(not) && Object.keys(not).length === 0) return { additionalProperties: false };
  const checked = checkable(more, world);
  return Object.keys(checked).length === 0 ? {} : { additionalProperties: checked };
}

/** What a schema requires without naming it may be called `readOnly` by one that stands beside it. */
function isReadOnly(name: string, properties: JsonSchema, world: World): boolean {
  const property = Object.hasOwn(properties, name) ? recordOf(properties[name]) : null;
  if (property === null) return world.readOnly.has(name);
  return property['readOnly'] === true || referred(property['$ref'], world.schemas)?.['readOnly'] === true;
}

function itemsOf(schema: JsonSchema, world: World): JsonSchema {
  const { items, prefixItems } = schema;
  if (!isRecord(items) || prefixItems !== undefined) return {};
  const checked = checkable(items, world);
  if (Object.keys(checked).length === 0) return {};
  return { items: checked, ...(schema[OR_ONE] === true ? { [OR_ONE]: true } : {}) };
}

function combinationsOf(schema: JsonSchema, world: World): JsonSchema {
  const all = partsOf(schema['allOf'], world).filter((part) => Object.keys(part).length > 0);
  const choices = [schema['anyOf'], schema['oneOf']]
    .map((branches) => partsOf(branches, world))
    .filter((branches) => branches.length > 0 && branches.every((one) => Object.keys(one).length > 0));
  const [first, second] = choices;
  const both = first !== undefined && second !== undefined ? [{ anyOf: first }, { anyOf: second }] : [];
  const allOf = [...all, ...both];
  return {
    ...(allOf.length === 0 ? {} : { allOf }),
    ...(first !== undefined && second === undefined ? { anyOf: first } : {}),
  };
}

function partsOf(branches: unknown, world: World): readonly JsonSchema[] {
  return listOf(branches).map((branch) => checkable(recordOf(branch), world));
}
