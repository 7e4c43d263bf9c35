import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { hasCode, readingError } from './environment-error.ts';

/** The file in which users say what of an output folder is to be left alone, in the form of .gitignore. */
export const IGNORE_FILE = '.lintelignore';

/** What a `.lintelignore` says. */
export interface Ignored {
  has(path: string): boolean;
  /** Returns a sentence for each pattern that matches none of these paths, in the order of the file. */
  warningsAbout(paths: readonly string[]): readonly string[];
}

/** Returns what the `.lintelignore` of an output folder says. Throws a UserError `environment` where it cannot be read. */
export function readIgnored(root: string): Ignored {
  return parseIgnored(textOf(root));
}

/** True if an output folder has a `.lintelignore`. */
export function hasIgnoreFile(root: string): boolean {
  return existsSync(join(root, IGNORE_FILE));
}

/** Returns what the text of a `.lintelignore` says: patterns as gitignore(5) has them. */
export function parseIgnored(text: string): Ignored {
  const rules = text.split(/\r?\n/).flatMap((pattern, at) => {
    const isPattern = pattern.trim() !== '' && !pattern.startsWith('#');
    return isPattern ? [{ pattern, line: at + 1 }] : [];
  });
  const all = ignore({ ignorecase: false }).add(rules.map(({ pattern }) => pattern));
  return {
    has: (path) => rules.length > 0 && all.ignores(path),
    warningsAbout: (paths) =>
      rules.flatMap(({ pattern, line }) =>
        matchesAny(pattern, paths)
          ? []
          : [`${IGNORE_FILE}:${line}: the pattern "${pattern.trim()}" matches nothing that is generated`],
      ),
  };
}

/** What a pattern takes back, with `!`, it has to match too. */
function matchesAny(pattern: string, paths: readonly string[]): boolean {
  const alone = ignore({ ignorecase: false }).add(pattern.replace(/^!/, ''));
  return paths.some((path) => alone.ignores(path));
}

function textOf(root: string): string {
  try {
    return readFileSync(join(root, IGNORE_FILE), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return '';
    throw readingError(join(root, IGNORE_FILE), error);
  }
}
