/** Returns a function that gives each caller the name it wants, or `<name>_2`, `<name>_3` … where that is taken. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (wanted) => {
    // Counting on, not from the start, keeps ten thousand equal names cheap.
    let count = counts.get(wanted) ?? 1;
    let name = wanted;
    while (taken.has(name)) {
      count += 1;
      name = `${wanted}_${count}`;
    }
    counts.set(wanted, count);
    taken.add(name);
    return name;
  };
}
