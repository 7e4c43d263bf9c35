import { readdirSync, readFileSync } from 'node:fs';

/** Returns the ids of a process's descendants, from the process table of Linux. */
export function descendantsOf(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.parent === pid);
  return [...children, ...children.flatMap(descendantsOf)];
}

/** True while a process runs. One that has ended and waits for somebody to ask after it (a zombie) is dead. */
export function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== 'Z' && stat.state !== 'X';
}

/** Resolves as soon as a condition holds; rejects with a message if it does not within the time. */
export async function eventually(condition: () => boolean, withinMs: number, message: string): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** `pid (name) state parent ...`, where the name may hold spaces and parentheses. */
function statOf(pid: number): { readonly state: string; readonly parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}
