import { ANY, NUMBER, type Shape, TEXT, TRUTH } from './shape.ts';

/** What a function of JSONata (2.2) gives: a shape, or `first`: what its first argument is, or items of it. */
type Result = Shape | 'first';

const names = (text: string, result: Result): readonly [string, Result][] =>
  text.split(' ').map((name) => [name, result]);

/** Every function that JSONata has by itself, with what it gives. */
const FUNCTIONS: ReadonlyMap<string, Result> = new Map([
  ...names('sum count max min average length number floor ceil round abs sqrt power random', NUMBER),
  ...names('parseInteger toMillis millis', NUMBER),
  ...names('string substring substringBefore substringAfter lowercase uppercase trim pad replace join', TEXT),
  ...names(
    'formatNumber formatBase formatInteger base64encode base64decode encodeUrlComponent encodeUrl',
    TEXT,
  ),
  ...names('decodeUrlComponent decodeUrl split keys type fromMillis now', TEXT),
  ...names('contains boolean not exists', TRUTH),
  ...names('filter single reverse sort shuffle distinct', 'first'),
  ...names('match map zip reduce sift lookup append spread merge each error assert eval clone', ANY),
]);

/** Functions that hand the items of their first argument to the first parameter of their second. */
const OVER_ITEMS: ReadonlySet<string> = new Set(['map', 'filter', 'single']);

/** Returns the names of the functions that JSONata has, without `$`. */
export function functionNames(): Iterable<string> {
  return FUNCTIONS.keys();
}

/** True for a function that JSONata has. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** True if the function that is its second argument gets the items of its first. */
export function goesOverItems(name: string): boolean {
  return OVER_ITEMS.has(name);
}

/** True if a function gives its first argument, or items of it. */
export function handsOn(name: string): boolean {
  return FUNCTIONS.get(name) === 'first';
}

/** Returns what a function of that name gives; anything where that depends on what it is given. */
export function resultOf(name: string): Shape {
  const result = FUNCTIONS.get(name) ?? ANY;
  return result === 'first' ? ANY : result;
}
