import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { PlannedFile } from '../generate/plan.ts';
import { whyUnsafe } from '../generate/safe-path.ts';
import { plannedDigest } from './digest.ts';
import type { Rename } from './exchanges.ts';

/** Where Lintel keeps what it knows of an output folder, relative to it. */
export const LINTEL_FOLDER = '.lintel';
/** Path of the manifest, relative to the output folder. */
export const MANIFEST_PATH = `${LINTEL_FOLDER}/manifest.json`;

/** What Lintel wrote last: ownership of a file is by its hash, never by a mark in it. */
export interface Manifest {
  /** Version of Lintel. */
  readonly lintel: string;
  /** `sha256:<hex>`, of the blueprint that the files were generated from. */
  readonly blueprintDigest: string;
  /** Of everything that the files were made of, where all of them are as they were made then; `''` where some are older. */
  readonly inputs: string;
  /** Sorted by path. */
  readonly files: readonly ManifestFile[];
  /** Paths of files and folders that were handed over to the user for good, sorted. */
  readonly ejected: readonly string[];
  /** Renames that were made although another element has the old name now, see `exchangesIn`. */
  readonly exchanged: readonly Rename[];
}

export interface ManifestFile {
  readonly path: string;
  /** Of the content as generated, see `digestOf`. */
  readonly sha256: string;
  /** `pack/template`. */
  readonly template: string;
  readonly blueprintPath: string;
  /** Where its lines come from in the template, see `formatOrigins`; `''` where it is copied line by line. */
  readonly lines: string;
}

/** Returns what is remembered of a file as it is generated now. */
export function entryOfFile(file: PlannedFile): ManifestFile {
  const { path, from, blueprintPath, lines } = file;
  const template = `${from.pack}/${from.template}`;
  return { path, sha256: plannedDigest(file), template, blueprintPath, lines };
}

/** Returns the manifest as text: sorted, without a time, so that equal generations give equal bytes. */
export function formatManifest(manifest: Manifest): string {
  const { lintel, blueprintDigest, inputs, files, ejected, exchanged } = manifest;
  const sorted = {
    schemaVersion: 1,
    lintel,
    blueprintDigest,
    inputs,
    ...(ejected.length > 0 ? { ejected: [...ejected].sort() } : {}),
    ...(exchanged.length > 0 ? { exchanged: [...exchanged].sort((a, b) => (a.from < b.from ? -1 : 1)) } : {}),
    files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

/**
 * Returns the manifest of an output folder; null where there is none. Throws a UserError `unreadable` where it is not
 * one, or names a file outside the folder.
 */
export function readManifest(root: string): Manifest | null {
  let text: string;
  try {
    text = readFileSync(join(root, MANIFEST_PATH), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw unreadable(root, error instanceof Error ? error.message : String(error));
  }
  return parseManifest(root, text);
}

function parseManifest(root: string, text: string): Manifest {
  const manifest = fieldsOf(root, parseJson(root, text));
  if (manifest['schemaVersion'] !== 1) throw unreadable(root, 'it is of another version of Lintel');
  const files = manifest['files'];
  if (!Array.isArray(files)) throw unreadable(root, 'it has no list of files');
  return {
    lintel: textOf(root, manifest, 'lintel'),
    blueprintDigest: textOf(root, manifest, 'blueprintDigest'),
    inputs: textOf(root, manifest, 'inputs'),
    files: files.map((file) => fileOf(root, fieldsOf(root, file))),
    ejected: ejectedOf(root, manifest['ejected'] ?? []),
    exchanged: exchangedOf(root, manifest['exchanged'] ?? []),
  };
}

function ejectedOf(root: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw unreadable(root, '"ejected" is no list in it');
  return value.map((path) => safePath(root, path));
}

function exchangedOf(root: string, value: unknown): readonly Rename[] {
  if (!Array.isArray(value)) throw unreadable(root, '"exchanged" is no list in it');
  return value.map((one) => {
    const fields = fieldsOf(root, one);
    return { from: textOf(root, fields, 'from'), to: textOf(root, fields, 'to') };
  });
}

function fileOf(root: string, fields: Readonly<Record<string, unknown>>): ManifestFile {
  return {
    path: safePath(root, fields['path']),
    sha256: textOf(root, fields, 'sha256'),
    template: textOf(root, fields, 'template'),
    blueprintPath: textOf(root, fields, 'blueprintPath'),
    lines: textOf(root, fields, 'lines'),
  };
}

function safePath(root: string, path: unknown): string {
  if (typeof path !== 'string') throw unreadable(root, 'a path is missing in it');
  const reason = whyUnsafe(path);
  if (reason !== null) throw unreadable(root, `it names the path ${JSON.stringify(path)}: ${reason}`);
  if (path === LINTEL_FOLDER || path.startsWith(`${LINTEL_FOLDER}/`))
    throw unreadable(root, 'it names itself');
  return path;
}

function parseJson(root: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(root, error instanceof Error ? error.message : String(error));
  }
}

function fieldsOf(root: string, value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw unreadable(root, 'it has not the shape of a manifest');
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(root: string, fields: Readonly<Record<string, unknown>>, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string') throw unreadable(root, `"${key}" is missing in it`);
  return value;
}

function unreadable(root: string, reason: string): UserError {
  return new UserError(
    'unreadable',
    `the manifest ${join(root, MANIFEST_PATH)} cannot be read: ${reason}`,
    'restore it from version control; without it Lintel cannot tell your edits from its own files',
  );
}
