import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** The start of a file, or why it cannot be read. */
export type FileStart =
  | { readonly bytes: Uint8Array }
  | { readonly reason: 'missing' | 'folder' | 'special' }
  | { readonly reason: 'unreadable'; readonly code: string };

/**
 * Returns the first bytes of a regular file, at most `mostBytes`, however large it is or grows. Never waits: pipes, sockets
 * and devices are not opened. Throws only what the file system does not say.
 */
export function readRegularFile(path: string, mostBytes: number): FileStart {
  let handle: number | null = null;
  try {
    // Looked at before it is opened: opening alone can wait for a writer, or rewind a tape.
    const before = statSync(path);
    if (before.isDirectory()) return { reason: 'folder' };
    if (!before.isFile()) return { reason: 'special' };
    // And again by its handle: the file that was checked is the file that is read.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const info = fstatSync(handle);
    return info.isFile() ? { bytes: readStart(handle, info.size, mostBytes) } : { reason: 'special' };
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Files below /proc say that they are empty, and others grow: what counts is where reading ends. */
function readStart(handle: number, size: number, mostBytes: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let wanted = Math.min(size + 1, mostBytes); wanted > 0; ) {
    const chunk = Buffer.allocUnsafe(wanted);
    const read = readSync(handle, chunk, 0, wanted, null);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    length += read;
    wanted = Math.min(64 * 1024, mostBytes - length);
  }
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, length);
}

function reasonOf(error: unknown): FileStart {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (typeof code !== 'string') throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { reason: 'missing' };
  return code === 'EISDIR' ? { reason: 'folder' } : { reason: 'unreadable', code };
}
