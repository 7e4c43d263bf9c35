import type { Way } from './free-places.ts';

/** Returns plain data with another value at a place; maps and lists on the way are made where they are missing. */
export function setAt(data: unknown, way: Way, value: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(data) ? [...data] : [];
    list[step] = setAt(list[step], rest, value);
    return list;
  }
  const entries = Object.entries(Object(data));
  const has = entries.some(([key]) => key === step);
  const all: [string, unknown][] = has ? entries : [...entries, [step, undefined]];
  return Object.fromEntries(all.map(([key, item]) => [key, key === step ? setAt(item, rest, value) : item]));
}
