/** Freezes a value and all it holds, each object once; returns it. Does not recurse: depth is no limit. */
export function deepFreeze<T>(value: T): T {
  const seen = new Set<object>();
  const open: object[] = [];
  const add = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || seen.has(inner)) return;
    seen.add(inner);
    open.push(inner);
  };
  add(value);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    Object.freeze(next);
    (Array.isArray(next) ? next : Object.values(next)).forEach(add);
  }
  return value;
}
