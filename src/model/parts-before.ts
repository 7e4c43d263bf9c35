import type { FrontendOperation, Gather } from './model.ts';

/** Returns the names of the parts that have ended when a part starts: those that it waits for, and what they wait for. */
export function partsBefore({ gathers }: FrontendOperation, gather: Gather): ReadonlySet<string> {
  const byName = new Map(gathers.map((one) => [one.part, one]));
  const before = new Set<string>();
  const open = [...gather.after];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (before.has(name)) continue;
    before.add(name);
    open.push(...(byName.get(name)?.after ?? []));
  }
  return before;
}
