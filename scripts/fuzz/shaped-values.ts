import fc, { type Arbitrary } from 'fast-check';
import { QUANTITIES, type QuantityId } from '../../src/blueprint/quantities.ts';
import {
  ELEMENT_NAME,
  HTTP,
  OPERATION_NAME,
  PART_NAME,
  PLAIN_NAME,
  REFERENCE,
  REQUEST,
  ROUTE,
} from '../../src/blueprint/schema/forms.ts';
import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import type { Schema } from '../../src/blueprint/schema/parts.ts';

/** Few names, so that references often lead somewhere. */
const elements = [
  'app',
  'gw',
  'front',
  'desk',
  'crm-integration',
  'erp-integration',
  'push',
  'sync',
  'crm',
  'erp',
];
const operations = ['get', 'list', 'readCustomer', 'createOrder', 'send', 'record', 'toString'];
const segments = ['/a', '/b', '/{id}', '/{sku}', '/home', '/orders'];

const element = fc.constantFrom(...elements);
const operation = fc.constantFrom(...operations);
const path = fc
  .array(fc.constantFrom(...segments), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(''));
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE');

const number = fc.oneof(fc.nat(999), fc.constantFrom(0, 1, 999_999_999)).map(String);
const unit = (...units: readonly string[]) =>
  fc.tuple(number, fc.constantFrom(...units)).map(([count, name]) => `${count}${name}`);
const duration = fc.oneof(
  { weight: 9, arbitrary: unit('ms', 's') },
  { weight: 1, arbitrary: unit('m', 'h', 'd') },
);
const rate = unit('/s', '/m', '/h');
const pair = (one: Arbitrary<string>) =>
  fc.oneof(
    one,
    fc.tuple(one, one).map(([a, b]) => `${a}..${b}`),
  );

const quantities: Readonly<Record<QuantityId, Arbitrary<string>>> = {
  duration,
  range: pair(duration),
  rate,
  share: fc.constantFrom('0%', '5%', '12.5%', '50%', '99.9%', '100%'),
  size: unit('Ki', 'Mi', 'Gi', 'Ti').filter((size) => !size.startsWith('0')),
  bandwidth: unit('kbit/s', 'Mbit/s'),
  load: pair(rate),
};

const patterns = new Map<string, Arbitrary<string>>([
  ...Object.entries(quantities).map(([id, made]): [string, Arbitrary<string>] => [
    QUANTITIES[id as QuantityId].pattern,
    made,
  ]),
  [ELEMENT_NAME, element],
  [OPERATION_NAME, operation],
  [PART_NAME, fc.constantFrom('a', 'b', 'customer', 'missing', 'id')],
  [PLAIN_NAME, fc.constantFrom('buy', 'browse', 'standard', '1.0')],
  [HTTP, fc.tuple(method, path).map(([verb, at]) => `${verb} ${at}`)],
  [
    REQUEST,
    fc.tuple(method, path, fc.constantFrom('', '?q=1')).map(([verb, at, query]) => `${verb} ${at}${query}`),
  ],
  [ROUTE, fc.tuple(path, fc.constantFrom('', '/**')).map(([at, rest]) => at + rest)],
  [REFERENCE, fc.tuple(element, operation).map(([name, of]) => `${name}.${of}`)],
]);

const text = fc.oneof(
  fc.constantFrom(
    'contracts/crm.openapi.yaml',
    'contracts/erp.wsdl',
    'erp -> crm',
    'crm',
    '{ "id": custNo }',
    'Shop',
    '',
  ),
  fc.string({ maxLength: 12 }),
);

/** Values of any sort, where a blueprint takes the user's own. */
const anything = fc.jsonValue({ maxDepth: 2 }).map((value) => value as unknown);

/** Blueprints whose shape is right, by the schema; what they refer to may be there or not. */
export const shapedBlueprints: Arbitrary<unknown> = valuesOf(blueprintSchema());

function valuesOf(schema: Schema): Arbitrary<unknown> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  if (isSchema(schema['then']) && isSchema(schema['else']))
    return fc.oneof(valuesOf(schema['then']), valuesOf(schema['else']));
  switch (schema['type']) {
    case 'string':
      return patterns.get(String(schema['pattern'])) ?? text;
    case 'integer':
      return fc.integer({ min: Number(schema['minimum']), max: Number(schema['maximum']) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(child(schema, 'items')), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: 3,
      });
    case 'object':
      return isSchema(schema['properties']) ? closedMaps(schema) : openMaps(schema);
    default:
      return anything;
  }
}

/** Maps with names of the user's choice. */
function openMaps(schema: Schema): Arbitrary<unknown> {
  const names = patterns.get(String(child(schema, 'propertyNames')['pattern'])) ?? text;
  const values = isSchema(schema['additionalProperties'])
    ? valuesOf(schema['additionalProperties'])
    : anything;
  return fc.dictionary(names, values, {
    minKeys: Number(schema['minProperties'] ?? 0),
    maxKeys: 3,
    noNullPrototype: true,
  });
}

/** Maps with the keys of the format: those that are required, and any of the others; and the keys of a variant. */
function closedMaps(schema: Schema): Arbitrary<unknown> {
  const variants = Array.isArray(schema['allOf']) ? schema['allOf'].filter(isSchema) : [];
  const common = recordsOf(schema, listOf(schema['required']));
  if (variants.length === 0) return common;
  return fc.oneof(
    ...variants.map((variant) => {
      const chosen = Object.entries(child(child(variant, 'if'), 'properties'));
      const own = recordsOf(
        child(variant, 'then'),
        listOf(child(variant, 'then')['required']),
        Object.keys(child(schema, 'properties')),
      );
      return fc.tuple(common, own).map(([shared, more]) => ({
        ...more,
        ...shared,
        ...Object.fromEntries(chosen.map(([key, value]) => [key, isSchema(value) ? value['const'] : value])),
      }));
    }),
  );
}

function recordsOf(
  schema: Schema,
  required: readonly string[],
  without: readonly string[] = [],
): Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(child(schema, 'properties')).filter(([key]) => !without.includes(key));
  const model = Object.fromEntries(
    entries.map(([key, value]) => [key, isSchema(value) ? valuesOf(value) : anything]),
  );
  const requiredKeys = required.filter((key) => Object.hasOwn(model, key));
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function child(schema: Schema, name: string): Schema {
  const found = schema[name];
  return isSchema(found) ? found : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
