import type { JsonSchema } from '../contracts/contract.ts';
import { isRecord, listOf, type PlainRecord, recordOf } from '../contracts/plain-data.ts';
import {
  ANY,
  choiceOf,
  EMPTY,
  NUMBER,
  noExplanation,
  type ObjectShape,
  type PlainShape,
  type Shape,
  TEXT,
  TRUTH,
} from './shape.ts';

/** Turns schemas of one contract into shapes. */
export type SchemaShapes = (schema: unknown) => Shape;

const PLAIN: ReadonlyMap<unknown, PlainShape> = new Map([
  ['string', TEXT],
  ['number', NUMBER],
  ['integer', NUMBER],
  ['boolean', TRUTH],
  ['null', EMPTY],
]);

/** References and combinations are followed so far in a row, and so many parts of one are joined. */
const MAX_DEPTH = 100;
const MAX_PARTS = 64;

/** Keywords by which a schema may say something about fields that is not understood here. */
const UNCLEAR = ['patternProperties', 'dependentSchemas', 'if', 'not'];

/**
 * Returns how the schemas of a contract become shapes, each when it is first needed: schemas may contain themselves. An object
 * that names properties is taken to have these and no others, unless it says that it has: a contract that leaves
 * `additionalProperties` out does so from habit. One that has a property of those in `discriminators` may have others. Every contradiction, circle and unknown keyword gives a shape that may be anything.
 */
export function createSchemaShapes(
  schemas: Readonly<Record<string, JsonSchema>>,
  discriminators: ReadonlySet<string> = new Set(),
): SchemaShapes {
  const known = new Map<unknown, Shape>();
  let depth = 0;
  const shapeOf: SchemaShapes = (schema) => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    if (!isRecord(schema) || depth >= MAX_DEPTH) return ANY;
    // What leads back to itself before there is an object may be anything.
    known.set(schema, ANY);
    depth += 1;
    const shape = convert(schema);
    depth -= 1;
    known.set(schema, shape);
    return shape;
  };

  const convert = (schema: PlainRecord): Shape => {
    const { $ref, allOf } = schema;
    if ($ref === undefined && allOf === undefined) return convertOwn(schema);
    const target = typeof $ref === 'string' ? [shapeOf(schemas[$ref.slice('#/schemas/'.length)])] : [];
    const parts = listOf(allOf).filter(saysSomething).map(shapeOf);
    return joined([...target, ...parts, ...(saysItself(schema, OWN) ? [convertOwn(schema)] : [])]);
  };

  const convertOwn = (schema: PlainRecord): Shape => {
    const { oneOf, anyOf } = schema;
    if (oneOf === undefined && anyOf === undefined) return convertType(schema);
    const choices = [oneOf, anyOf].flatMap((branches) =>
      Array.isArray(branches) && branches.length > 0 ? [choiceOf(branches.map(shapeOf))] : [],
    );
    return joined(saysItself(schema, FIELDS) ? [...choices, convertType(schema)] : choices);
  };

  const convertType = (schema: PlainRecord): Shape => {
    const { type } = schema;
    if (Array.isArray(type)) {
      const types = type.filter((one) => one !== 'null');
      return types.length === 0 ? EMPTY : choiceOf(types.map((one) => convertType({ ...schema, type: one })));
    }
    if (type === 'array') return itemsOf(schema);
    if (type === 'object' || (type === undefined && isRecord(schema['properties']))) return object(schema);
    return PLAIN.get(type) ?? ANY;
  };

  const itemsOf = (schema: PlainRecord): Shape => {
    const first = listOf(schema['prefixItems']).map(shapeOf);
    const { items } = schema;
    return choiceOf(items === undefined || items === false ? first : [...first, shapeOf(items)]);
  };

  const object = (schema: PlainRecord): Shape => {
    const properties = recordOf(schema['properties']);
    const names = Object.keys(properties);
    const { additionalProperties: more } = schema;
    const isUnclear =
      UNCLEAR.some((key) => schema[key] !== undefined) || names.some((name) => discriminators.has(name));
    if (names.length === 0 && (more !== false || isUnclear)) return ANY;
    return {
      type: 'object',
      label: null,
      names,
      field: (name) => (Object.hasOwn(properties, name) ? shapeOf(properties[name]) : null),
      others:
        isUnclear || (more !== undefined && more !== false)
          ? 'possible'
          : more === false
            ? 'none'
            : 'unlikely',
      required: requiredOf(schema),
      made: null,
      explain: noExplanation,
    };
  };
  return shapeOf;
}

/** What only an answer has (`readOnly`) need not be sent, even where it is required. */
function requiredOf(schema: PlainRecord): readonly string[] {
  const properties = recordOf(schema['properties']);
  return listOf(schema['required']).flatMap((name) =>
    typeof name === 'string' && recordOf(properties[name])['readOnly'] !== true ? [name] : [],
  );
}

/** Keywords that say which fields there are, or that there are none, in the schema itself and by way of others. */
const FIELDS = ['properties', 'items', 'additionalProperties', ...UNCLEAR];
const OWN = ['oneOf', 'anyOf', ...FIELDS];
const ALL = ['$ref', 'allOf', ...OWN];

/** In `allOf`, a schema that says nothing of fields adds nothing to the others. */
function saysSomething(schema: unknown): boolean {
  return isRecord(schema) && saysItself(schema, ALL);
}

function saysItself(schema: PlainRecord, keywords: readonly string[]): boolean {
  const { type } = schema;
  return (type !== undefined && type !== 'object') || keywords.some((key) => schema[key] !== undefined);
}

/** Returns what has to be all of these at once. */
function joined(shapes: readonly Shape[]): Shape {
  return shapes.length === 0 || shapes.length > MAX_PARTS ? ANY : shapes.reduce(both);
}

function both(a: Shape, b: Shape): Shape {
  if (a.type === 'object' && b.type === 'object') return bothObjects(a, b);
  if (a.type === 'plain' && b.type === 'plain') return a;
  if (a.type === 'object' && b.type === 'choice') return choiceOf(b.of.map((one) => both(a, one)));
  if (a.type === 'choice' && b.type === 'object') return choiceOf(a.of.map((one) => both(one, b)));
  return ANY;
}

const OPENNESS: readonly ObjectShape['others'][] = ['none', 'unlikely', 'possible'];

/** Of a field that both have, the first one's shape counts unless it says nothing. */
function bothObjects(a: ObjectShape, b: ObjectShape): ObjectShape {
  const fields = new Map<string, Shape | null>();
  const find = (name: string): Shape | null => {
    const found = a.field(name);
    return found === null || found.type === 'any' ? (b.field(name) ?? found) : found;
  };
  return {
    ...a,
    names: [...new Set([...a.names, ...b.names])],
    // Looked up once: both may be made of others, and those of others again.
    field: (name) => {
      const known = fields.get(name);
      if (known !== undefined) return known;
      const found = find(name);
      fields.set(name, found);
      return found;
    },
    others: OPENNESS[Math.max(OPENNESS.indexOf(a.others), OPENNESS.indexOf(b.others))] ?? 'possible',
    required: [...new Set([...a.required, ...b.required])],
  };
}
