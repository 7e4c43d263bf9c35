import { existsSync } from 'node:fs';
import { hasCode } from './environment-error.ts';
import { fileSystem } from './file-system.ts';

/**
 * A folder that is held open. What is reached through it lies in this very folder, whatever is put in its place in the
 * meantime: a path through the descriptor is what openat(2) is elsewhere, which Node does not have (proc_pid_fd(5)).
 */
interface Held {
  /** `''` for the first. */
  readonly name: string;
  /** Null where the system has no such paths: then it was looked at, and a link put there afterwards is not seen. */
  readonly descriptor: number | null;
  /** What to put before a name in it. */
  readonly prefix: string;
}

const DESCRIPTORS = '/proc/self/fd';
const hasDescriptorPaths = existsSync(DESCRIPTORS);

/** The folders of a tree, reached from its root without ever following a link. */
export interface HeldFolders {
  /**
   * Returns a path by which a file of the tree can be used until the next call of it, and no longer. Null where the folder that
   * it would be in is not there, or is a link or a file by now.
   */
  at(path: string): string | null;
  /** Lets go of all folders. */
  close(): void;
}

/** Returns the folders below a root, which must be a folder. `close` them. Throws what the file system throws. */
export function holdFolders(root: string): HeldFolders {
  const chain: Held[] = [hold(root, '')];
  const leave = (depth: number) => {
    for (const { descriptor } of chain.splice(depth)) if (descriptor !== null) fileSystem.close(descriptor);
  };
  return {
    at(path) {
      const names = path.split('/');
      const last = names.pop();
      let depth = 1;
      while (depth < chain.length && chain[depth]?.name === names[depth - 1]) depth++;
      leave(depth);
      for (const name of names.slice(depth - 1)) {
        const next = tryHold(`${chain.at(-1)?.prefix ?? root}/${name}`, name);
        if (next === null) return null;
        chain.push(next);
      }
      return `${chain.at(-1)?.prefix ?? root}/${last}`;
    },
    close: () => leave(0),
  };
}

function tryHold(path: string, name: string): Held | null {
  try {
    return hold(path, name);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].some((code) => hasCode(error, code))) return null;
    throw error;
  }
}

function hold(path: string, name: string): Held {
  if (hasDescriptorPaths) {
    const descriptor = fileSystem.openFolder(path);
    return { name, descriptor, prefix: `${DESCRIPTORS}/${descriptor}` };
  }
  if (fileSystem.stat(path)?.isDirectory() !== true)
    throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });
  return { name, descriptor: null, prefix: path };
}
