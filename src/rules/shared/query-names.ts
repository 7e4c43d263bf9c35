/** Returns the names in the query of a path, in order: of `/search?q={word}&page=2` these are `q` and `page`. */
export function queryNames(path: string): readonly string[] {
  const query = path.split('?')[1] ?? '';
  return query === '' ? [] : query.split('&').map((entry) => entry.split('=', 1)[0] ?? '');
}
