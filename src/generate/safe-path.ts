import { UserError } from '../diagnostics/user-error.ts';

/**
 * Throws unless every path stays inside a folder and can stand on every file system beside the others. An Error for
 * what only a broken pack or manifest gives (absolute, `..`, control characters); a UserError `usage` where a name in
 * the blueprint cannot be a file's name (`aux` on Windows, or two names that differ in case only), or `pack` where packs make
 * a file of a folder.
 */
export function checkPaths(paths: readonly string[]): void {
  const folded = new Map<string, string>();
  for (const path of paths) {
    const reason = whyUnsafe(path);
    if (reason !== null) throw new Error(`unsafe path ${JSON.stringify(path)}: ${reason}`);
    const reserved = path.split('/').find(isReserved);
    if (reserved !== undefined) {
      throw new UserError(
        'usage',
        `"${path}" cannot be written everywhere: "${reserved}" is a device on Windows`,
        'rename the element in the blueprint',
      );
    }
  }
  const files = new Set(paths);
  const folders = new Set<string>();
  for (const path of paths) {
    for (const folder of newFoldersOf(path, folders)) {
      checkFolding(folded, folder);
      if (!files.has(folder)) continue;
      throw new UserError(
        'pack',
        `${folder} would be a file and the folder of ${path}`,
        'give one of them another output',
      );
    }
    checkFolding(folded, path);
  }
}

/** Returns why a relative path could leave its folder or be read in two ways; null where it is safe. */
export function whyUnsafe(path: string): string | null {
  if (path.length <= 400 && PLAIN.test(path)) return null;
  if (path === '') return 'it is empty';
  if (path.length > 400) return 'it is longer than 400 characters';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (/[\p{Cc}\p{Cf}\p{Cs}\\:*?"<>|]/u.test(path)) return 'it has a character that file systems forbid';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'it has an empty, . or .. part';
  if (parts.some((part) => /[. ]$/.test(part))) return 'a part ends with a dot or a space';
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

function checkFolding(folded: Map<string, string>, path: string): void {
  const key = path.normalize('NFKC').toLowerCase();
  const other = folded.get(key);
  if (other !== undefined && other !== path) {
    throw new UserError(
      'usage',
      `"${other}" and "${path}" would be one file where case does not count`,
      'rename one of the two in the blueprint',
    );
  }
  folded.set(key, path);
}
