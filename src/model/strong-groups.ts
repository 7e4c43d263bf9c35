/**
 * Returns the number of the group of each name: names that reach each other are in one group (strongly connected
 * components, Tarjan 1972). Linear; does not recurse, so a long chain is no problem. Only `names` are looked at.
 */
export function strongGroups(
  names: readonly string[],
  next: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> {
  const walk: Walk = { order: new Map(), low: new Map(), waiting: [], groupOf: new Map(), groups: 0 };
  const known = new Set(names);
  for (const name of names) {
    if (walk.order.has(name)) continue;
    const frames: Frame[] = [enter(walk, name, next)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const step = frame.ends.next();
      if (step.done === true) {
        frames.pop();
        leave(walk, frame.name, frames.at(-1)?.name ?? null);
      } else if (known.has(step.value)) {
        if (!walk.order.has(step.value)) frames.push(enter(walk, step.value, next));
        else if (!walk.groupOf.has(step.value)) lower(walk, frame.name, walk.order.get(step.value) ?? 0);
      }
    }
  }
  return walk.groupOf;
}

interface Walk {
  readonly order: Map<string, number>;
  /** The earliest name that is known to be reached from a name. */
  readonly low: Map<string, number>;
  readonly waiting: string[];
  readonly groupOf: Map<string, number>;
  groups: number;
}

interface Frame {
  readonly name: string;
  readonly ends: Iterator<string>;
}

function enter(walk: Walk, name: string, next: ReadonlyMap<string, ReadonlySet<string>>): Frame {
  const at = walk.order.size;
  walk.order.set(name, at);
  walk.low.set(name, at);
  walk.waiting.push(name);
  return { name, ends: (next.get(name) ?? new Set<string>()).values() };
}

function leave(walk: Walk, name: string, parent: string | null): void {
  const low = walk.low.get(name) ?? 0;
  if (low === walk.order.get(name)) {
    for (let member = walk.waiting.pop(); member !== undefined; member = walk.waiting.pop()) {
      walk.groupOf.set(member, walk.groups);
      if (member === name) break;
    }
    walk.groups += 1;
  }
  if (parent !== null) lower(walk, parent, low);
}

function lower(walk: Walk, name: string, to: number): void {
  if (to < (walk.low.get(name) ?? 0)) walk.low.set(name, to);
}
