import { isFields } from './plain-data.ts';
import type { Schema } from './stand-in-contract.ts';

const DEEPEST = 12;

/** Returns a function that resolves `$ref` and `allOf` of a schema into one flat schema. `oneOf` and `anyOf` stay. */
export function schemaFlattener(schemas: Readonly<Record<string, Schema>>): (schema: Schema) => Schema {
  const known = new WeakMap<Schema, Schema>();
  const flatten = (schema: Schema, depth: number): Schema => {
    if (schema['$ref'] === undefined && schema['allOf'] === undefined) return schema;
    const cached = known.get(schema);
    if (cached !== undefined) return cached;
    const { $ref, allOf, ...own } = schema;
    const parts: Schema[] = [];
    if (depth < DEEPEST) {
      const target = typeof $ref === 'string' ? schemas[$ref.slice('#/schemas/'.length)] : undefined;
      if (target !== undefined) parts.push(flatten(target, depth + 1));
      for (const part of Array.isArray(allOf) ? allOf : []) {
        if (isFields(part)) parts.push(flatten(part, depth + 1));
      }
    }
    const flat = [...parts, own].reduce(merged, {});
    known.set(schema, flat);
    return flat;
  };
  return (schema) => flatten(schema, 0);
}

/** Both apply: properties come together, what both say of one property is said by an `allOf`, else the later one counts. */
function merged(a: Schema, b: Schema): Schema {
  const properties = new Map<string, unknown>(
    isFields(a['properties']) ? Object.entries(a['properties']) : [],
  );
  for (const [name, schema] of isFields(b['properties']) ? Object.entries(b['properties']) : []) {
    const before = properties.get(name);
    properties.set(name, before === undefined ? schema : { allOf: [before, schema] });
  }
  const required = new Set(
    [a['required'], b['required']].flatMap((list) => (Array.isArray(list) ? list : [])),
  );
  return {
    ...a,
    ...b,
    ...(properties.size === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(required.size === 0 ? {} : { required: [...required] }),
  };
}
