/** More names than this are not read, and thousands of them would be said thousands of times. */
const MOST_NAMES = 8;

/** Returns names in quotes for a message, between `joint`s: the first ones, and how many more there are. */
export function shownNames(names: readonly string[], joint = ', '): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(joint) : `${shown.join(joint)} and ${rest} more`;
}

/** Returns the names of a circle, the first again at its end; of a long one, the first and the last ones. */
export function shownCircle(names: readonly string[], joint: string): string {
  const circle = [...names, names[0] ?? ''].map((name) => `"${name}"`);
  const left = circle.length - 2 * MOST_NAMES;
  if (left <= 0) return circle.join(joint);
  return [...circle.slice(0, MOST_NAMES), `(${left} more)`, ...circle.slice(-MOST_NAMES)].join(joint);
}
