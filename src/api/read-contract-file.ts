import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { parseContract } from '../contracts/load-contract.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { bundleDocument } from '../import/bundle-document.ts';
import type { ReadContract } from '../import/fit-contract.ts';
import { parseDocument } from '../import/parse-document.ts';
import { writeDocument } from '../import/write-document.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 500;

/**
 * Reads an OpenAPI or Swagger document with the files beside it that it refers to, as one document; `folder` is that of the
 * blueprint. Throws a UserError where one of them cannot be read, lies outside of the document's folder, or is no contract.
 */
export function readContractFile(
  file: string,
  { cwd, folder }: { readonly cwd: string; readonly folder: string },
): ReadContract {
  const path = resolve(cwd, file);
  const text = readText(path, file);
  const { document, notation } = parseDocument(file, text);
  const bundle = bundleDocument({ path: basename(path), document }, documentsBeside(path));
  const isWhole = bundle.others.length === 0;
  const whole = isWhole ? text : writeDocument(bundle.document, notation);
  const result = parseContract(file, Buffer.from(whole));
  if ('problem' in result)
    throw new UserError('contract', `"${file}" cannot be imported: ${result.problem}`, result.hint ?? null);
  return {
    source: file,
    placed: isWhole ? pathInside(folder, path) : null,
    text: whole,
    notation,
    document: bundle.document,
    contract: result.contract,
  };
}

/** Returns the text of a file below a folder; null where there is none, `''` for what is no text of a contract's size. */
export function textBelow(folder: string, file: string): string | null {
  const path = resolve(folder, file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || isOutside(relative(folder, path))) return null;
  return stats.isFile() && stats.size <= MAX_BYTES ? readFileSync(path, 'utf8') : '';
}

function documentsBeside(main: string) {
  const folder = dirname(main);
  let count = 0;
  return (path: string) => {
    count += 1;
    if (count > MOST_FILES) throw new UserError('contract', `it is made of more than ${MOST_FILES} files`);
    const absolute = resolve(folder, path);
    const text = readText(absolute, path);
    if (isOutside(relative(realpathSync(folder), realpathSync(absolute))))
      throw new UserError('contract', `"${path}" is a link out of the folder of the document`);
    return parseDocument(path, text).document;
  };
}

function readText(path: string, shown: string): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile())
      throw new UserError('contract', `"${shown}" is not a file`, 'name an OpenAPI document');
    if (stats.size > MAX_BYTES) throw new UserError('contract', `"${shown}" is larger than 4 MiB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw new UserError('contract', `"${shown}" is not UTF-8 text`);
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError('contract', `there is no file "${shown}"`);
    throw new UserError('contract', `"${shown}" cannot be read (${code})`);
  }
}

/** Null: it is not in the folder. */
function pathInside(folder: string, path: string): string | null {
  const found = relative(realOf(folder), realOf(path));
  return isOutside(found) ? null : found.replaceAll('\\', '/');
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}
