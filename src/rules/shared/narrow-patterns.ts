import { isParameter, segmentsOf } from '../../model/http-path.ts';

/**
 * Returns the routes that are enough for some operations, sorted: one for each first segment, which is the path itself where
 * there is but one, or the segment and all below it.
 */
export function narrowPatterns(operations: readonly { readonly path: string }[]): readonly string[] {
  const paths = new Map<string, Set<string>>();
  for (const { path } of operations) {
    const [first = ''] = segmentsOf(path);
    const below = paths.get(first);
    if (below) below.add(path);
    else paths.set(first, new Set([path]));
  }
  const patterns = [...paths].map(([first, all]) => {
    const [path = '', another] = all;
    return another === undefined && !segmentsOf(path).some(isParameter) ? path : `/${first}/**`;
  });
  return patterns.sort();
}
