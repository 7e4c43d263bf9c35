import type { Schema } from '../blueprint/schema/parts.ts';

/** A place in plain data: keys and indices from the root. */
export type Way = readonly (string | number)[];

/** A place of a text that has no form of its own, in a blueprint or in a contract. */
export interface FreePlace {
  readonly way: Way;
  /** The same for all places of one sort: `frontends.*.operations.*.title`. */
  readonly sort: string;
}

/**
 * Returns the places of all texts of a blueprint (as plain data) for which the schema has no form: those that are there, and
 * those that could be in what is there. In the order of the schema.
 */
export function freePlaces(schema: Schema, blueprint: unknown): readonly FreePlace[] {
  const places = new Map<string, FreePlace>();
  const found = (place: FreePlace) => places.set(JSON.stringify(place.way), place);
  walk(schema, blueprint, { way: [], sort: '' }, found);
  return [...places.values()];
}

/** Returns the sorts of all texts of the schema, as `FreePlace.sort`, each with whether the schema itself gives it a form. */
export function textSorts(schema: Schema): ReadonlyMap<string, { readonly hasForm: boolean }> {
  const sorts = new Map<string, { hasForm: boolean }>();
  const visit = (node: Schema, sort: string): void => {
    if (node['type'] === 'string') {
      sorts.set(sort, { hasForm: hasForm(node) && (sorts.get(sort)?.hasForm ?? true) });
    }
    for (const [name, child] of childrenOf(node)) visit(child, join(sort, name));
    for (const part of partsOf(node)) visit(part, sort);
    if (isSchema(node['propertyNames']))
      sorts.set(join(sort, '{key}'), { hasForm: hasForm(node['propertyNames']) });
  };
  visit(schema, '');
  return sorts;
}

/** Keywords under which a schema says more about the same value. */
const PARTS = ['then', 'else', 'allOf', 'anyOf', 'oneOf'];

function walk(schema: Schema, value: unknown, place: FreePlace, found: (place: FreePlace) => void): void {
  if (schema['type'] === 'string' && !hasForm(schema) && (value === undefined || typeof value === 'string'))
    found(place);
  if (isAnything(schema)) textsIn(value, place, found);
  for (const part of partsOf(schema)) if (applies(part, value)) walk(part, value, place, found);
  if (Array.isArray(value) || (value === undefined && schema['type'] === 'array')) {
    const items = schema['items'];
    const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
    if (isSchema(items)) {
      for (const [at, item] of list.entries())
        walk(items, item, { way: [...place.way, at], sort: join(place.sort, '[]') }, found);
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const { properties, additionalProperties } = schema;
  const known = isSchema(properties) ? properties : {};
  for (const [key, child] of Object.entries(known)) {
    if (isSchema(child))
      walk(child, Reflect.get(value, key), { way: [...place.way, key], sort: join(place.sort, key) }, found);
  }
  if (!isSchema(additionalProperties)) return;
  for (const [key, item] of Object.entries(value)) {
    if (Object.hasOwn(known, key)) continue;
    walk(additionalProperties, item, { way: [...place.way, key], sort: join(place.sort, '*') }, found);
  }
}

/** What may be anything, such as the body of a request, may have texts anywhere. */
function textsIn(value: unknown, place: FreePlace, found: (place: FreePlace) => void): void {
  if (typeof value === 'string') found(place);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    textsIn(item, { way: [...place.way, step], sort: join(place.sort, '**') }, found);
  }
}

/** A part for a text says nothing of a map, and a part that lists the keys of a map nothing of one with other keys. */
function applies(part: Schema, value: unknown): boolean {
  if (value === undefined) return part['type'] === 'string';
  if (typeof value === 'string') return part['type'] === 'string';
  if (Array.isArray(value)) return part['type'] === 'array' || isSchema(part['items']);
  const { properties } = part;
  if (typeof value !== 'object' || value === null || !isSchema(properties)) return true;
  return Object.keys(value).every(
    (key) => Object.hasOwn(properties, key) || isSchema(part['additionalProperties']),
  );
}

function hasForm(schema: Schema): boolean {
  return 'pattern' in schema || 'enum' in schema || 'const' in schema;
}

function isAnything(schema: Schema): boolean {
  const said = Object.keys(schema).filter(
    (keyword) => !['description', 'default', 'examples'].includes(keyword),
  );
  return said.length === 0 && 'description' in schema;
}

function partsOf(schema: Schema): readonly Schema[] {
  return PARTS.flatMap((keyword) => schema[keyword] ?? []).filter(isSchema);
}

function childrenOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const { properties, additionalProperties, items } = schema;
  const children: [string, Schema][] = [];
  if (isSchema(properties)) {
    for (const [key, child] of Object.entries(properties)) if (isSchema(child)) children.push([key, child]);
  }
  if (isSchema(additionalProperties)) children.push(['*', additionalProperties]);
  if (isSchema(items)) children.push(['[]', items]);
  return children;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(sort: string, step: string): string {
  return sort === '' ? step : `${sort}.${step}`;
}
