import type { Random } from '@lintel/kit';
import { schemaFlattener } from './flat-schema.ts';
import { isFields } from './plain-data.ts';
import { sampleText } from './sample-text.ts';
import { pick, wholeBetween } from './seeded-random.ts';
import type { Schema } from './stand-in-contract.ts';

/** Makes a value that a schema allows; the same random numbers make the same value. */
export type Sampler = (schema: Schema, random: Random) => unknown;

/** Below it, only what is required is made: real schemas are wide, and some contain themselves. */
const OPTIONAL_DEPTH = 3;
/** A schema that requires itself allows no finite value; here it ends. */
const DEEPEST = 24;
/** So many values make an answer; then only what is required is added. */
const VALUES = 300;

interface Sampling {
  readonly random: Random;
  readonly flatten: (schema: Schema) => Schema;
  readonly depth: number;
  /** Of the property that is made. */
  readonly name: string;
  readonly budget: { left: number };
}

/** Returns a sampler for schemas whose `$ref`s name the given ones. */
export function createSampler(schemas: Readonly<Record<string, Schema>>): Sampler {
  const flatten = schemaFlattener(schemas);
  return (schema, random) =>
    sample(schema, { random, flatten, depth: 0, name: '', budget: { left: VALUES } });
}

function sample(given: Schema, sampling: Sampling): unknown {
  const { random, flatten, depth } = sampling;
  if (depth > DEEPEST) return null;
  sampling.budget.left -= 1;
  const schema = flatten(given);
  if ('const' in schema) return schema['const'];
  for (const key of ['enum', 'examples']) {
    const values = schema[key];
    if (!Array.isArray(values) || values.length === 0) continue;
    const present = values.filter((value) => value !== null);
    return present.length === 0 ? null : pick(random, present);
  }
  const branch = branchOf(schema, sampling);
  if (branch !== null) {
    const { oneOf: _oneOf, anyOf: _anyOf, ...rest } = schema;
    return sample({ allOf: [rest, branch] }, { ...sampling, depth: depth + 1 });
  }
  return sampleType(schema, sampling);
}

/** One of the alternatives, not the one that is null; deep down the first, which is the plainest by custom. */
function branchOf(schema: Schema, { random, depth, flatten }: Sampling): Schema | null {
  const given = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(given)) return null;
  const branches = given.filter(
    (branch): branch is Schema => isFields(branch) && flatten(branch)['type'] !== 'null',
  );
  const first = branches[0];
  if (first === undefined) return null;
  return depth > OPTIONAL_DEPTH ? first : pick(random, branches);
}

function sampleType(schema: Schema, sampling: Sampling): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, sampling);
    case 'array':
      return sampleArray(schema, sampling);
    case 'integer':
      return sampleNumber(schema, sampling.random, 1);
    case 'number':
      return sampleNumber(schema, sampling.random, 0.01);
    case 'boolean':
      return sampling.random.next() < 0.5;
    case 'null':
      return null;
    default:
      return sampleText(schema, sampling.name, sampling.random);
  }
}

function typeOf(schema: Schema): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((one) => one !== 'null') ?? 'null';
  if (type !== undefined) return type;
  if ('properties' in schema || 'additionalProperties' in schema) return 'object';
  if ('items' in schema || 'prefixItems' in schema) return 'array';
  return 'minimum' in schema || 'maximum' in schema ? 'number' : 'string';
}

function sampleObject(schema: Schema, sampling: Sampling): unknown {
  const { depth, budget } = sampling;
  const properties = isFields(schema['properties']) ? schema['properties'] : {};
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const made: [string, unknown][] = [];
  const make = (name: string, of: unknown) =>
    made.push([name, sample(isFields(of) ? of : {}, { ...sampling, name, depth: depth + 1 })]);
  for (const [name, property] of Object.entries(properties)) {
    if (required.has(name) || (depth < OPTIONAL_DEPTH && budget.left > 0)) make(name, property);
  }
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(properties, name))
      make(name, schema['additionalProperties']);
  }
  const least = typeof schema['minProperties'] === 'number' ? schema['minProperties'] : 0;
  const free = made.length === 0 && isFields(schema['additionalProperties']) && budget.left > 0 ? 1 : 0;
  for (let n = 1; made.length < Math.min(Math.max(least, free), 50); n += 1) {
    const [name, property] = Object.entries(properties)[made.length] ?? [
      `key${n}`,
      schema['additionalProperties'],
    ];
    make(name, property);
  }
  return Object.fromEntries(made);
}

function sampleArray(schema: Schema, sampling: Sampling): unknown {
  const { random, depth, budget } = sampling;
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Number.POSITIVE_INFINITY;
  const wish =
    depth >= OPTIONAL_DEPTH || budget.left <= 0 ? Math.min(1, budget.left) : wholeBetween(random, 2, 3);
  const length = Math.min(Math.max(least, Math.min(wish, most)), 200);
  const items = isFields(schema['items']) ? schema['items'] : {};
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const made = Array.from({ length: Math.max(0, length) }, (_, at) =>
    sample(isFields(first[at]) ? first[at] : items, { ...sampling, depth: depth + 1 }),
  );
  if (schema['uniqueItems'] !== true) return made;
  return [...new Map(made.map((value) => [JSON.stringify(value), value])).values()];
}

/** A number on the grid of `multipleOf` (or of `step`) within the bounds; without bounds, from 1 to 1000. */
function sampleNumber(schema: Schema, random: Random, step: number): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const grid = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : step;
  const low =
    typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum : null;
  const high =
    typeof maximum === 'number' ? maximum : typeof exclusiveMaximum === 'number' ? exclusiveMaximum : null;
  // The bounds of a 32-bit number are there for the machine, not for the data.
  const from = low === null || low < -1e9 ? Math.min(1, (high ?? 1000) - 1) : low;
  const to = high === null || high > 1e9 ? Math.max(from + 999, 1000) : high;
  const leastStep =
    Math.ceil(from / grid) + (from === exclusiveMinimum && Number.isInteger(from / grid) ? 1 : 0);
  const mostStep = Math.floor(to / grid) - (to === exclusiveMaximum && Number.isInteger(to / grid) ? 1 : 0);
  const steps = wholeBetween(random, leastStep, Math.max(leastStep, mostStep));
  return Number((steps * grid).toFixed(6));
}
