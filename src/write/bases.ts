import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digest.ts';
import { hasCode, readingError } from './environment-error.ts';
import { LINTEL_FOLDER, type Manifest } from './manifest.ts';

/** Where the texts as generated last are kept, of which a three-way merge needs the one that the user's edit began with. */
export const BASES_PATH = `${LINTEL_FOLDER}/bases.jsonl`;

/** Texts as generated, by their digest. */
export type Bases = ReadonlyMap<string, string>;

/**
 * Returns the texts that were generated last. Those that are not what their digest says are left out: to merge with another
 * base than the true one would lose edits. Empty where there are none. Throws a UserError `environment` where the file cannot be
 * read.
 */
export function readBases(root: string): Bases {
  const bases = new Map<string, string>();
  for (const line of textOf(root).split('\n')) {
    const text = parseLine(line);
    if (text !== null) bases.set(digestOf(text), text);
  }
  return bases;
}

/** True if texts are kept in an output folder. */
export function hasBases(root: string): boolean {
  return existsSync(join(root, BASES_PATH));
}

/**
 * Returns the texts that a manifest refers to, one a line as JSON and in the order of the files: equal texts are kept once, and a change
 * of one file changes one line. What neither the plan nor the bases before know is left out.
 */
export function formatBases(manifest: Manifest, textFor: (sha256: string) => string | null): string {
  const lines = basesOf(manifest).map((sha256) => {
    const text = textFor(sha256);
    return text === null ? '' : formatBase(text);
  });
  return lines.join('');
}

/** Returns the digests of the texts that are kept for a manifest, in the order in which they are. */
export function basesOf({ files }: Manifest): readonly string[] {
  return [...new Set(files.map(({ sha256 }) => sha256))];
}

/** Returns the line of one text. */
export function formatBase(text: string): string {
  return `${JSON.stringify(text)}\n`;
}

function parseLine(line: string): string | null {
  try {
    const text: unknown = JSON.parse(line);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function textOf(root: string): string {
  try {
    return readFileSync(join(root, BASES_PATH), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return '';
    throw readingError(join(root, BASES_PATH), error);
  }
}
