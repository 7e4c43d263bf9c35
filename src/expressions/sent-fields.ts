import type { JsonSchema } from '../contracts/contract.ts';
import { flatSchema } from './flat-schema.ts';
import type { ObjectTree, Path, Step, Tree } from './tree.ts';
import { fieldWanted, nothingWanted, type Wanted } from './wanted.ts';

/** What an expression has to give. */
export interface Target {
  /** What goes into the body, or into a query. */
  readonly schema: JsonSchema;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Names of fields that go into the path: without them there is no call. */
  readonly path: readonly string[];
}

/** Where a part of an expression is evaluated. */
interface At {
  /** Names that lead to the value that is asked about; null: the value that the part is evaluated for is the one. */
  readonly root: string | null;
  readonly wanted: Wanted;
  readonly schemas: Target['schemas'];
  readonly depth: number;
}

/** Deeper lists are left open. */
const MAX_DEPTH = 10;

/**
 * Notes what an expression's target asks of the `body` that the expression reads. A field of the body that becomes a field of the
 * target as it is, is what the target says; so are the fields of the items of a list that becomes a list. Of anything less plain
 * (conditions, functions, filters, variables) nothing is asked.
 */
export function noteSentFields(tree: Tree, target: Target, body: Wanted): void {
  const at: At = { root: 'body', wanted: body, schemas: target.schemas, depth: 0 };
  const made = alone(tree);
  if (made.type === 'object') {
    const inPath = made.pairs.filter(([key]) => target.path.includes(nameOf(key) ?? ''));
    for (const [, value] of inPath) noteValue(value, { schema: {}, required: true }, at);
    const rest: ObjectTree = { ...made, pairs: made.pairs.filter((pair) => !inPath.includes(pair)) };
    noteObject(rest, target.schema, at);
  } else if (target.path.length === 0) noteValue(made, { schema: target.schema, required: true }, at);
}

interface Place {
  readonly schema: JsonSchema;
  /** Whether the target is refused without it. */
  readonly required: boolean;
}

/** An object is always made, so what its schema requires is required wherever it stands. */
function noteObject({ pairs }: ObjectTree, schema: JsonSchema, at: At): void {
  const { properties, required, minProperties } = flatSchema(schema, at.schemas);
  const named = pairs.flatMap(([key, value]) => {
    const name = nameOf(key);
    return name === null ? [] : [{ name, value: alone(value) }];
  });
  for (const { name, value } of named) {
    const [first = {}, ...others] = properties.get(name) ?? [];
    const property = others.length === 0 ? first : { allOf: [first, ...others] };
    noteValue(value, { schema: property, required: required.has(name) }, at);
  }
  if (minProperties !== 1 || named.length < pairs.length) return;
  const sources = named.map(({ value }) => (value.type === 'path' ? namesFrom(value.steps, at) : null));
  const fields = sources.flatMap((names) => (names?.length === 1 ? names : []));
  if (fields.length > 0 && fields.length === named.length)
    for (const field of fields) at.wanted.oneOf.add(field);
}

function noteValue(tree: Tree, place: Place, at: At): void {
  const value = alone(tree);
  if (value.type === 'object') noteObject(value, place.schema, at);
  else if (value.type === 'path') notePath(value, place, { at, isListed: false });
  else if (value.type === 'list' && value.items.length === 1) noteList(value.items[0], place, at);
}

/** A list is always made, empty where there is nothing. */
function noteList(item: Tree | undefined, { schema }: Place, at: At): void {
  const path = item === undefined ? null : alone(item);
  if (path?.type !== 'path') return;
  const required = flatSchema(schema, at.schemas).minItems > 0;
  notePath(path, { schema, required }, { at, isListed: true });
}

function notePath(
  { steps }: Path,
  { schema, required }: Place,
  { at, isListed }: { readonly at: At; readonly isListed: boolean },
): void {
  const last = steps.at(-1);
  const made = last !== undefined && isBare(last) && last.of.type === 'object' ? last.of : null;
  const names = namesFrom(made === null ? steps : steps.slice(0, -1), at);
  if (names === null) return;
  const { types, minItems, maxItems, items } = flatSchema(schema, at.schemas);
  // Where a list may come out, each of the names may lead to one.
  const mayBeList = types === null || types.includes('array');
  if (mayBeList && (names.length > 1 || (isListed && made === null))) {
    const [first] = names;
    if (first !== undefined) follow(at.wanted, [first], required);
    return;
  }
  const source = follow(at.wanted, names, required);
  if (made === null) {
    if (!mayBeList || names.length <= 1)
      source.schemas.push(...(Object.keys(schema).length > 0 ? [schema] : []));
    return;
  }
  if (types === null || names.length === 0 || at.depth >= MAX_DEPTH) return;
  const inner = { root: null, schemas: at.schemas, depth: at.depth + 1 };
  if (!types.includes('array')) {
    noteObject(made, schema, { ...inner, wanted: source });
    return;
  }
  source.each ??= nothingWanted();
  noteObject(made, items ?? {}, { ...inner, wanted: source.each });
  if (minItems > 0 && required) source.bounds.minItems = minItems;
  if (maxItems !== null) source.bounds.maxItems = maxItems;
}

/** Returns what is asked of what names lead to; with `required`, all on the way have to be there. */
function follow(from: Wanted, names: readonly string[], required: boolean): Wanted {
  let wanted = from;
  for (const name of names) {
    if (required) wanted.required.add(name);
    wanted = fieldWanted(wanted, name);
  }
  return wanted;
}

/** Returns the names by which a path leads from what is asked about, none where it is that; null where it leads there otherwise. */
function namesFrom(steps: readonly Step[], { root }: At): readonly string[] | null {
  const names: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (!isBare(step)) return null;
    const { of } = step;
    if (of.type === 'name') names.push(of.name);
    // `$` is where the path starts anyway, and `$$` where the whole expression does.
    else if (index > 0 || of.type !== 'variable' || !(of.name === '' || (of.name === '$' && root !== null)))
      return null;
  }
  if (root === null) return names.length === 0 ? null : names;
  return names[0] === root ? names.slice(1) : null;
}

function isBare({ filters, focus, index }: Step): boolean {
  return filters.length === 0 && focus === null && index === null;
}

/** `(x)` is `x`. */
function alone(tree: Tree): Tree {
  let inner = tree;
  while (inner.type === 'block' && inner.parts.length === 1 && inner.parts[0] !== undefined)
    inner = inner.parts[0];
  return inner;
}

function nameOf(key: Tree): string | null {
  return key.type === 'literal' && typeof key.value === 'string' ? key.value : null;
}
