import { createHash } from 'node:crypto';

/**
 * Returns a name of at most so many characters, for what something is appended to or what has less room than an element: one that
 * is longer is cut, with a digest of the whole, so that no two become one.
 */
export function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, most - digest.length - 1).replace(/-+$/, '')}-${digest}`;
}
