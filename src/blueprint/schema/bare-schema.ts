import type { Schema } from './parts.ts';

/** Words for people: they change nothing about what is valid. */
const ANNOTATIONS = new Set(['description', 'examples', 'default', 'title', '$schema']);

/** Returns the same schema without the words for people, to be compiled: paths in it are the same. */
export function bareSchema(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      // Below `properties` stand names, which may be those of annotations.
      if (keyword === 'properties' && isSchema(value)) {
        return [
          keyword,
          Object.fromEntries(
            Object.entries(value).map(([name, of]) => [name, isSchema(of) ? bareSchema(of) : of]),
          ),
        ];
      }
      if (Array.isArray(value))
        return [keyword, value.map((item) => (isSchema(item) ? bareSchema(item) : item))];
      return [keyword, isSchema(value) ? bareSchema(value) : value];
    }),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
