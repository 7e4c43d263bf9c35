import type { FreePlace, Way } from './free-places.ts';

/** Keys of an OpenAPI document under which there is text for people. */
const TEXT_KEYS = ['title', 'description', 'summary'];
/** Keys under which any data may be. */
const DATA_KEYS = ['example', 'examples', 'default'];

/** Returns the places of free texts in an OpenAPI document as plain data, in its order. */
export function contractPlaces(file: string, document: unknown): readonly FreePlace[] {
  const places: FreePlace[] = [];
  const visit = (value: unknown, way: Way, isData: boolean): void => {
    const last = way.at(-1);
    const isText = typeof last === 'string' && TEXT_KEYS.includes(last) && !isPropertyName(way);
    if (typeof value === 'string' && (isData || isText))
      places.push({ way, sort: `${file}: ${isData ? 'data' : last}` });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const isDataKey = DATA_KEYS.includes(key) && !isPropertyName([...way, key]);
      visit(item, [...way, Array.isArray(value) ? Number(key) : key], isData || isDataKey);
    }
  };
  visit(document, [], false);
  return places;
}

/** A property may be called `title` and is none. */
function isPropertyName(way: Way): boolean {
  return way.at(-2) === 'properties';
}
