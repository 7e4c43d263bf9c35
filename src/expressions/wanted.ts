import type { JsonSchema } from '../contracts/contract.ts';
import { OR_ONE } from '../contracts/schema-refs.ts';

/** What is asked of a value of an input, found out place by place. */
export interface Wanted {
  /** It has to fit all of these. */
  readonly schemas: JsonSchema[];
  readonly fields: Map<string, Wanted>;
  readonly required: Set<string>;
  /** It has to have one of these; empty: nothing is asked. */
  readonly oneOf: Set<string>;
  /** What is asked of its items, or of itself where it is no list. */
  each: Wanted | null;
  /** How many items it may have. */
  readonly bounds: { minItems?: number; maxItems?: number };
}

/** Returns what is asked of a value of which nothing is known yet. */
export function nothingWanted(): Wanted {
  return {
    schemas: [],
    fields: new Map(),
    required: new Set(),
    oneOf: new Set(),
    each: null,
    bounds: {},
  };
}

/** Returns what is asked of a field, which nothing may have been asked of yet. */
export function fieldWanted(wanted: Wanted, name: string): Wanted {
  const known = wanted.fields.get(name);
  if (known !== undefined) return known;
  const field = nothingWanted();
  wanted.fields.set(name, field);
  return field;
}

/** Returns the schema of what is asked; an empty one where nothing is. */
export function schemaOfWanted(wanted: Wanted): JsonSchema {
  const parts = [objectSchema(wanted), eachSchema(wanted), ...distinct(wanted.schemas)].filter(
    (part) => Object.keys(part).length > 0,
  );
  const [first, ...others] = parts;
  return first === undefined ? {} : others.length === 0 ? first : { allOf: parts };
}

function objectSchema({ fields, required, oneOf }: Wanted): JsonSchema {
  const properties = [...fields]
    .map(([name, field]) => [name, schemaOfWanted(field)] as const)
    .filter(([name, schema]) => required.has(name) || Object.keys(schema).length > 0);
  const choices = [...oneOf].map((name) => ({ required: [name] }));
  return {
    ...(required.size + oneOf.size > 0 ? { type: 'object' } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.size > 0 ? { required: [...required] } : {}),
    ...(choices.length > 0 ? { anyOf: choices } : {}),
  };
}

/** JSONata takes one item for a list of it. Where an item may be anything but an object, so may the list. */
function eachSchema({ each, bounds }: Wanted): JsonSchema {
  const items = each === null ? {} : schemaOfWanted(each);
  if (Object.keys(items).length === 0) return {};
  return { ...(items['type'] === 'object' ? { type: 'array', ...bounds } : {}), items, [OR_ONE]: true };
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}
