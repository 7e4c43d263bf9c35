/**
 * Freezes a value and all it holds; returns it. What is frozen already is taken for frozen all the way down: nothing here freezes in
 * another way. Does not recurse: depth is no limit.
 */
export function deepFreeze<T>(value: T): T {
  const open: object[] = [];
  const add = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Object.isFrozen(inner)) return;
    Object.freeze(inner);
    open.push(inner);
  };
  add(value);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) for (const item of next) add(item);
    else for (const key in next) add(Reflect.get(next, key));
  }
  return value;
}
