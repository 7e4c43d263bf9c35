import type { JsonSchema } from './contract.ts';

/** Where the references of a contract's schemas lead. */
export const SCHEMAS = '#/schemas/';

/**
 * A keyword of our own beside `items`: one item does without its list. What is published says nothing of it: a list is right in
 * any case.
 */
export const OR_ONE = 'orOne';

/** Keywords whose value is data, where a key named `$ref` is part of it. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose value is a map: its keys are names, whatever they look like; a response may be named `default`. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'responses',
]);

/** Returns schemas, or what holds some, with every `$ref` changed and without a keyword, if one is given. */
export function withRefs(value: unknown, change: (ref: string) => string, without = ''): unknown {
  return rewritten(value, { change, without }, false);
}

interface Rewriting {
  readonly change: (ref: string) => string;
  readonly without: string;
}

function rewritten(value: unknown, how: Rewriting, isMap: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, how, false));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (isMap) return [[key, rewritten(item, how, false)]];
    if (key === how.without) return [];
    if (key === '$ref' && typeof item === 'string') return [[key, how.change(item)]];
    return [[key, DATA.has(key) ? item : rewritten(item, how, MAPS.has(key))]];
  });
  return Object.fromEntries(entries);
}

/** Returns the names that references below a prefix lead to, as often as they are there. */
export function refsIn(value: unknown, prefix: string): readonly string[] {
  const found: string[] = [];
  collect(value, { prefix, found }, false);
  return found;
}

interface Collecting {
  readonly prefix: string;
  readonly found: string[];
}

function collect(value: unknown, to: Collecting, isMap: boolean): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (isMap) collect(item, to, false);
    else if (key === '$ref' && typeof item === 'string') {
      if (item.startsWith(to.prefix)) to.found.push(item.slice(to.prefix.length));
    } else if (!DATA.has(key)) collect(item, to, MAPS.has(key));
  }
}

/** Returns the named schemas and those that they refer to, directly or not, each changed, by name and sorted. */
export function schemasFor(
  names: readonly string[],
  schemas: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema) => JsonSchema = (schema) => schema,
): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (found.has(name) || schema === undefined) continue;
    const changed = change(schema);
    found.set(name, changed);
    waiting.push(...refsIn(changed, SCHEMAS));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the schema that a reference leads to; undefined where it leads to none. */
export function referred(
  ref: unknown,
  schemas: Readonly<Record<string, JsonSchema>>,
): JsonSchema | undefined {
  if (typeof ref !== 'string' || !ref.startsWith(SCHEMAS)) return undefined;
  const name = ref.slice(SCHEMAS.length);
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}
