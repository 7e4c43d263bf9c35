import { digestOf } from './digest.ts';
import { hasCode } from './environment-error.ts';
import { fileSystem } from './file-system.ts';

/**
 * Moves a file to where nothing stands: never over anything, whenever it was put there. False: something stands there, and
 * nothing was moved. A move that was cut off between its two halves is ended.
 */
export function placeFile(from: string, to: string): boolean {
  if (fileSystem.stat(from)?.isFile() === true) {
    try {
      fileSystem.link(from, to);
      fileSystem.removeFile(from);
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) {
        if (!isSameFile(from, to)) return false;
        fileSystem.removeFile(from);
        return true;
      }
      if (!hasNoLinks(error)) throw error;
    }
  }
  // A folder or a link, or a file system without hard links: between the look and the move there is a moment.
  if (fileSystem.stat(to) !== null) return false;
  fileSystem.rename(from, to);
  return true;
}

/** True if both are names of one file. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [fileSystem.stat(one), fileSystem.stat(other)];
  return first !== null && second !== null && first.ino === second.ino && first.dev === second.dev;
}

/** Moves whatever stands at a path away. False: nothing stands there. */
export function moveAway(from: string, to: string): boolean {
  try {
    fileSystem.rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** True if a regular file stands there that has this digest, see `digestOf`. */
export function hasDigest(path: string, sha256: string): boolean {
  return fileSystem.stat(path)?.isFile() === true && digestOf(fileSystem.readBytes(path)) === sha256;
}

/** True if a file system says that it has no hard links, or none to this file. */
export function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].some((code) => hasCode(error, code));
}
