/** A mapping as JSON and XML give it. */
export type Fields = { readonly [name: string]: unknown };

/** Says whether a value is a mapping: an object that is no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the mapping with one field set; a field named `__proto__` is a field like any other. */
export function withField(fields: Fields, name: string, value: unknown): Fields {
  return Object.fromEntries([...Object.entries(fields).filter(([key]) => key !== name), [name, value]]);
}

/**
 * Returns the value with every property replaced that is named like one of the given fields, at most four levels deep:
 * an answer then speaks of what was asked for. Texts become numbers where a number stood.
 */
export function echoed(value: unknown, given: Fields, depth = 0): unknown {
  if (depth > 4) return value;
  if (Array.isArray(value)) return value.map((item) => echoed(item, given, depth + 1));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      Object.hasOwn(given, name) ? like(inner, given[name]) : echoed(inner, given, depth + 1),
    ]),
  );
}

function like(before: unknown, value: unknown): unknown {
  if (typeof before === 'number' && typeof value === 'string' && value.trim() !== '') {
    const number = Number(value);
    return Number.isNaN(number) ? before : number;
  }
  return value;
}
