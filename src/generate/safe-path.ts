import { UserError } from '../diagnostics/user-error.ts';
import type { Span } from '../source/source.ts';
import { packMistake } from './pack/pack-mistake.ts';

/** A file to be, and the output of the pack's entry that it is made by, where that is known. */
export interface PlacedPath {
  readonly path: string;
  readonly span?: Span;
}

/**
 * Throws unless every path stays inside a folder and can stand on every file system beside the others. An Error for
 * what only a broken pack or manifest gives (absolute, `..`, control characters); a UserError `usage` where a name in
 * the blueprint cannot be a file's name (`aux` on Windows, or two names that differ in case only), or `pack`, with the place of an
 * entry, where packs make a file of a folder, or two entries name files alike.
 */
export function checkPaths(files: readonly PlacedPath[]): void {
  const folded: Folded = new Map();
  for (const { path } of files) {
    const reason = whyUnsafe(path);
    if (reason !== null) throw new Error(`unsafe path ${JSON.stringify(path)}: ${reason}`);
    const device = deviceIn(path);
    if (device !== null)
      throw new UserError('usage', `"${path}" ${device}`, 'rename the element in the blueprint');
  }
  const paths = new Set(files.map(({ path }) => path));
  const folders = new Set<string>();
  for (const file of files) {
    for (const folder of newFoldersOf(file.path, folders)) {
      checkFolding(folded, folder, file);
      if (!paths.has(folder)) continue;
      const message = `${folder} would be a file and the folder of ${file.path}`;
      throw mistakeOf(file, message, 'give one of them another output');
    }
    checkFolding(folded, file.path, file);
  }
}

/** Returns the mistake of packs in what they make together: at the entry of that file, where that is known. */
export function mistakeOf({ span }: PlacedPath, message: string, hint: string): UserError {
  return span === undefined ? new UserError('pack', message, hint) : packMistake(span, message, hint);
}

/** Bytes that the name of a file or a folder may have on every file system (NAME_MAX of Linux). */
const MOST_OF_NAME = 255;

/** Returns why a relative path could leave its folder or be read in two ways; null where it is safe. */
export function whyUnsafe(path: string): string | null {
  if (path.length <= MOST_OF_NAME && PLAIN.test(path)) return null;
  if (path === '') return 'it is empty';
  if (path.length > 400) return 'it is longer than 400 characters';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (/[\p{Cc}\p{Cf}\p{Cs}\\:*?"<>|]/u.test(path)) return 'it has a character that file systems forbid';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'it has an empty, . or .. part';
  if (parts.some((part) => /[. ]$/.test(part))) return 'a part ends with a dot or a space';
  if (parts.some((part) => Buffer.byteLength(part) > MOST_OF_NAME))
    return `a part is longer than ${MOST_OF_NAME} bytes`;
  if (path.normalize('NFC') !== path) return 'it is not in Unicode normal form C';
  return null;
}

/**
 * Returns why no pack may write at a safe path, whatever the case; null where one may. What stands in these folders is read, and in part
 * run, by who keeps it there.
 */
export function whyKept(path: string): string | null {
  if (/^\.lintel(?:\/|$)/i.test(path)) return 'in ".lintel", Lintel keeps what it wrote';
  // The second is what Windows calls the first where names are short, and what Git refuses too.
  if (/(?:^|\/)(?:\.git|git~\d+)(?:\/|$)/i.test(path)) return 'in ".git", Git keeps what is its own';
  return null;
}

/** Parts of ASCII letters, digits, `_` and `-`, with single dots between: most paths, and quickly told. */
const PLAIN = /^[\w-]+(?:[./][\w-]+)*$/;

/** Returns why a path cannot be written on Windows, as the end of a sentence; null where it can. */
export function deviceIn(path: string): string | null {
  const device = path.split('/').find(isReserved);
  return device === undefined ? null : `cannot be written everywhere: "${device}" is a device on Windows`;
}

/** Device names of Windows, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
function isReserved(part: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i.test(part);
}

/** Returns the folders that a path is in, the uppermost first, but for those that are known; from then on they are. */
function newFoldersOf(path: string, known: Set<string>): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (known.has(folder)) break;
    known.add(folder);
    folders.unshift(folder);
  }
  return folders;
}

/** By how a path reads where case does not count: how it is written, and the file that is at it or in it. */
type Folded = Map<string, { readonly written: string; readonly file: PlacedPath }>;

function checkFolding(folded: Folded, path: string, file: PlacedPath): void {
  const key = path.normalize('NFKC').toLowerCase();
  const other = folded.get(key);
  if (other !== undefined && other.written !== path) {
    const message = `"${other.written}" and "${path}" would be one file where case does not count`;
    // What one entry makes of two names is told apart by the names alone.
    if (file.span === other.file.span)
      throw new UserError('usage', message, 'rename one of the two in the blueprint');
    throw mistakeOf(file, message, 'give one of them another output');
  }
  folded.set(key, { written: path, file });
}
