import type { JsonSchema } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import { isRecord, own, type PlainRecord, pointed, pointerSegments, recordOf } from './plain-data.ts';
import { uniqueNames } from './unique-names.ts';

/** Takes in schemas of a document one by one, and keeps what they refer to. */
export interface SchemaCollector {
  /** Returns the schema with its `$ref`s rewritten to `#/schemas/<name>`; true and false are schemas too. */
  take(schema: unknown): JsonSchema;
  /** Returns all schemas that the taken ones refer to, directly or not, sorted by name. */
  schemas(): Readonly<Record<string, JsonSchema>>;
}

/** Deeper schemas are refused, so that no document can exhaust the stack. */
const MAX_DEPTH = 100;

const SCHEMA_KEYS = [
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
];
const LIST_KEYS = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const MAP_KEYS = ['properties', 'patternProperties', 'dependentSchemas'];

/** Keywords that are copied as they are; all others (vendor extensions, xml, externalDocs …) say nothing about the data. */
const PLAIN_KEYS: ReadonlySet<string> = new Set(
  (
    'type title description format enum const default examples required pattern minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems ' +
    'uniqueItems minProperties maxProperties readOnly writeOnly deprecated'
  ).split(' '),
);

/**
 * Returns a collector for the schemas of an OpenAPI 3.0, 3.1 or Swagger 2.0 document. Differences of the older dialects
 * are made even: `nullable` becomes a type, boolean `exclusiveMinimum` a number, `example` a list of examples, and a
 * `discriminator` a constant in each branch. References in a circle stay references and so are no trouble.
 */
export function createSchemaCollector(
  document: PlainRecord,
  budget: ContractBudget = createContractBudget(),
): SchemaCollector {
  const freeName = uniqueNames();
  const refs = new Map<string, string>();
  const collected = new Map<string, JsonSchema>();
  const waiting: { readonly name: string; readonly ref: string }[] = [];

  const nameOf = (ref: string): string => {
    const known = refs.get(ref);
    if (known !== undefined) return known;
    const segments = pointerSegments(ref);
    const wanted = (isNamedSchema(segments) ? (segments.at(-1) ?? '') : segments.join('-')).replace(
      /[^\w.-]/g,
      '_',
    );
    const name = freeName(wanted);
    refs.set(ref, name);
    waiting.push({ name, ref });
    return name;
  };
  const world: World = { nameOf, budget, rewritten: new Map() };
  const drain = () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      collected.set(next.name, rewrite(pointed(document, next.ref), world, 0));
    }
  };
  return {
    take(schema) {
      const taken = rewrite(schema, world, 0);
      drain();
      return taken;
    },
    schemas: () => Object.fromEntries([...collected].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function isNamedSchema(segments: readonly string[]): boolean {
  return (
    (segments.length === 3 && segments[0] === 'components' && segments[1] === 'schemas') ||
    (segments.length === 2 && segments[0] === 'definitions')
  );
}

interface World {
  readonly nameOf: (ref: string) => string;
  readonly budget: ContractBudget;
  /** What was made of each schema of the document: a part that is referred to again is not rewritten again. */
  readonly rewritten: Map<PlainRecord, JsonSchema>;
}

function rewrite(schema: unknown, world: World, depth: number): JsonSchema {
  if (schema === false) return { not: {} };
  if (!isRecord(schema)) return {};
  const known = world.rewritten.get(schema);
  if (known !== undefined) return known;
  world.budget.spend('schemas, parameters and responses', 1);
  if (depth > MAX_DEPTH) throw new ContractProblem(`a schema is nested deeper than ${MAX_DEPTH} levels`);
  const made = rewriteRecord(schema, world, depth);
  world.rewritten.set(schema, made);
  return made;
}

function rewriteRecord(schema: PlainRecord, world: World, depth: number): JsonSchema {
  const out: [string, unknown][] = [];
  const ref = own(schema, '$ref');
  if (typeof ref === 'string') out.push(['$ref', `#/schemas/${world.nameOf(ref)}`]);
  for (const key of Object.keys(schema)) {
    const value = own(schema, key);
    if (key === 'required' && !Array.isArray(value)) continue;
    if (PLAIN_KEYS.has(key)) out.push([key, value]);
    else if (SCHEMA_KEYS.includes(key)) {
      out.push([key, typeof value === 'boolean' ? value : rewrite(value, world, depth + 1)]);
    } else if (LIST_KEYS.includes(key) && Array.isArray(value)) {
      out.push([key, value.map((branch) => rewrite(branch, world, depth + 1))]);
    } else if (MAP_KEYS.includes(key)) {
      const entries = Object.entries(recordOf(value));
      out.push([key, Object.fromEntries(entries.map(([name, s]) => [name, rewrite(s, world, depth + 1)]))]);
    }
  }
  return withNull(schema, withDiscriminator(schema, withBounds(schema, Object.fromEntries(out))));
}

/** OpenAPI 3.0 and Swagger 2.0 write `exclusiveMinimum: true` beside `minimum`, and one `example`. */
function withBounds(schema: PlainRecord, out: PlainRecord): PlainRecord {
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = out;
  const bounds: Record<string, unknown> = {};
  if (typeof exclusiveMinimum === 'number') bounds['exclusiveMinimum'] = exclusiveMinimum;
  else if (exclusiveMinimum === true) bounds['exclusiveMinimum'] = schema['minimum'];
  if (typeof exclusiveMaximum === 'number') bounds['exclusiveMaximum'] = exclusiveMaximum;
  else if (exclusiveMaximum === true) bounds['exclusiveMaximum'] = schema['maximum'];
  const example = own(schema, 'example');
  const examples = example === undefined || 'examples' in rest ? {} : { examples: [example] };
  return { ...rest, ...bounds, ...examples };
}

function withNull(schema: PlainRecord, out: PlainRecord): PlainRecord {
  if (own(schema, 'nullable') !== true) return out;
  const { type, enum: values, ...rest } = out;
  const choices = Array.isArray(values) ? { enum: [...values.filter((value) => value !== null), null] } : {};
  if (typeof type === 'string') return { type: [type, 'null'], ...choices, ...rest };
  return { anyOf: [out, { type: 'null' }] };
}

/** A discriminator names the branch by a property's value: as a constant, every reader of JSON Schema understands it. */
function withDiscriminator(schema: PlainRecord, out: PlainRecord): PlainRecord {
  const discriminator = recordOf(own(schema, 'discriminator'));
  const property = own(discriminator, 'propertyName');
  const key = Array.isArray(out['oneOf']) ? 'oneOf' : 'anyOf';
  const branches = out[key];
  if (typeof property !== 'string' || !Array.isArray(branches)) return out;
  const valueByRef = branchNames(recordOf(own(discriminator, 'mapping')));
  const originals = schema[key];
  const marked = branches.map((branch: JsonSchema, index) => {
    const ref = recordOf(Array.isArray(originals) ? originals[index] : null)['$ref'];
    if (typeof ref !== 'string') return branch;
    const value = valueByRef.get(ref) ?? pointerSegments(ref).at(-1);
    return { allOf: [branch, { properties: { [property]: { const: value } }, required: [property] }] };
  });
  return { ...out, [key]: marked };
}

function branchNames(mapping: PlainRecord): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [value, target] of Object.entries(mapping)) {
    if (typeof target !== 'string') continue;
    const ref = target.startsWith('#') ? target : `#/components/schemas/${target}`;
    if (!names.has(ref)) names.set(ref, value);
  }
  return names;
}
