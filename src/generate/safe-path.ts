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
  for (const path of paths) for (const part of ancestorsOf(path)) checkFolding(folded, part);
  const files = new Set(paths);
  for (const path of paths) {
    const above = ancestorsOf(path).find((part) => part !== path && files.has(part));
    if (above !== undefined)
      throw new UserError(
        'pack',
        `${above} would be a file and the folder of ${path}`,
        'give one of them another output',
      );
  }
}

/** Returns why a relative path could leave its folder or be read in two ways; null where it is safe. */
export function whyUnsafe(path: string): string | null {
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

/** Device names of Windows, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
function isReserved(part: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i.test(part);
}

function ancestorsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
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
