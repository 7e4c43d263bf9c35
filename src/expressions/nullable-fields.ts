import type { JsonSchema } from '../contracts/contract.ts';
import { isRecord, listOf, recordOf } from '../contracts/plain-data.ts';

/** Returns the schema of an object with its fields that are not required taking null as well, those of objects in it too. */
export function admitNull(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(recordOf(schema['properties']));
  const required = listOf(schema['required']);
  const changed = properties.map(([name, property]) => {
    const inner = admitNull(recordOf(property));
    return [name, required.includes(name) ? inner : orNull(inner)] as const;
  });
  const { items } = schema;
  return {
    ...schema,
    ...(properties.length > 0 ? { properties: Object.fromEntries(changed) } : {}),
    ...(isRecord(items) ? { items: admitNull(items) } : {}),
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: choices, ...rest } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { type: [type, 'null'], ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}), ...rest };
}
