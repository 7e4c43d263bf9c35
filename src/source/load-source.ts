import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { LIMITS } from './limits.ts';
import { type FileStart, readRegularFile } from './read-regular-file.ts';
import { createSource, type Source } from './source.ts';

/** In bytes of UTF-8. Without the last one, if it is cut, a text that is too large still is. */
const LONGEST_CHARACTER = 4;

/**
 * Reads a file as a source; a byte order mark at its start is dropped. `shownPath` is the name used in messages. What is
 * in the file is for the parser to judge: of one that is too large only so much is read that this shows. Throws UserError
 * `file-missing`, `file-is-directory`, `file-outside` (a link that leads out of its folder), `file-unreadable`.
 */
export function loadSource(file: string, shownPath: string = file): Source {
  const path = shownPath.replaceAll('\\', '/');
  if (leadsOut(file)) {
    throw new UserError(
      'file-outside',
      `"${path}" is a link out of its folder`,
      'name the file itself that it leads to',
    );
  }
  const start = readRegularFile(file, LIMITS.bytes + LONGEST_CHARACTER);
  if ('bytes' in start) return sourceOf(start.bytes, path);
  throw unreadable(start, path);
}

/**
 * Returns the bytes of a blueprint as a source, wherever they came from; `path` is the name used in messages, with forward
 * slashes. Bytes that are not UTF-8 become U+FFFD, which the parser refuses.
 */
export function sourceOf(bytes: Uint8Array, path: string): Source {
  // What was cut off in the middle of a character is not taken for a mistake.
  const isCut = bytes.byteLength > LIMITS.bytes;
  return createSource(shownAs(path), new TextDecoder('utf-8').decode(bytes, { stream: isCut }));
}

/** At the start of a line, `::error` and `##[error]` are commands to build servers: a file must not be called so. */
function shownAs(path: string): string {
  return /^\s*[:#]/.test(path) ? `./${path}` : path;
}

/** A stranger's link could lead to any file of the machine, whose content findings would then show. */
function leadsOut(file: string): boolean {
  try {
    const way = relative(realpathSync.native(dirname(resolve(file))), realpathSync.native(file));
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  } catch {
    // Why it cannot be followed is said by who opens it.
    return false;
  }
}

function unreadable(start: Exclude<FileStart, { readonly bytes: Uint8Array }>, path: string): UserError {
  switch (start.reason) {
    case 'missing':
      return new UserError(
        'file-missing',
        `there is no file "${path}"`,
        'check the name and the current folder',
      );
    case 'folder':
      return new UserError('file-is-directory', `"${path}" is a folder`, 'name the blueprint file itself');
    case 'special':
      return new UserError(
        'file-unreadable',
        `"${path}" is not a regular file`,
        'copy its content into a file first',
      );
    case 'unreadable':
      return new UserError(
        'file-unreadable',
        `"${path}" cannot be read (${start.code})`,
        'check the permissions of the file',
      );
  }
}
