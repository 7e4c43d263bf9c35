import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { UserError } from '../diagnostics/user-error.ts';
import { LIMITS } from './limits.ts';
import { createSource, type Source } from './source.ts';

/**
 * Reads a file as a source; a byte order mark at its start is dropped. `shownPath` is the name used in messages.
 * Throws UserError: `file-missing`, `file-is-directory`, `file-unreadable`, `file-too-large` (over 4 MiB),
 * `file-not-utf8`, `file-has-nul`.
 */
export function loadSource(file: string, shownPath: string = file): Source {
  const path = shownPath.replaceAll('\\', '/');
  const text = decode(readBytes(file, path), path);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const line = text.slice(0, nul).split('\n').length;
    throw new UserError(
      'file-has-nul',
      `"${path}" holds a NUL character in line ${line}`,
      'is it a binary file?',
    );
  }
  return createSource(path, text);
}

function readBytes(file: string, path: string): Uint8Array {
  let handle: number | null = null;
  try {
    // One handle for the look and the read: the file that was checked is the file that is read. Not blocking, so
    // that opening a pipe without a writer does not hang.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const info = fstatSync(handle);
    if (info.isDirectory()) {
      throw new UserError('file-is-directory', `"${path}" is a folder`, 'name the blueprint file itself');
    }
    if (!info.isFile()) {
      throw new UserError(
        'file-unreadable',
        `"${path}" is not a regular file`,
        'copy its content into a file first',
      );
    }
    if (info.size > LIMITS.bytes) {
      const size = `${(info.size / 1024 / 1024).toFixed(1)} MiB`;
      throw new UserError('file-too-large', `"${path}" has ${size}`, 'a blueprint may have up to 4 MiB');
    }
    return readFileSync(handle);
  } catch (error) {
    throw asUserError(error, path);
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

function asUserError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof UserError || typeof code !== 'string') return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UserError(
      'file-missing',
      `there is no file "${path}"`,
      'check the name and the current folder',
    );
  }
  if (code === 'EISDIR')
    return new UserError('file-is-directory', `"${path}" is a folder`, 'name the blueprint file itself');
  return new UserError(
    'file-unreadable',
    `"${path}" cannot be read (${code})`,
    'check the permissions of the file',
  );
}

function decode(bytes: Uint8Array, path: string): string {
  if (bytes.byteLength > LIMITS.bytes) {
    throw new UserError(
      'file-too-large',
      `"${path}" has more than 4 MiB`,
      'a blueprint may have up to 4 MiB',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(
      'file-not-utf8',
      `"${path}" is not UTF-8`,
      'save the file as UTF-8 without a byte order mark',
    );
  }
}
