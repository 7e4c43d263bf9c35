import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { suggest } from '../../diagnostics/suggest.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import { readRegularFile } from '../../source/read-regular-file.ts';
import { createSource, type Source } from '../../source/source.ts';
import { whyUnsafe } from '../safe-path.ts';
import { extendPack } from './extend-pack.ts';
import type { Pack, PackHome } from './pack.ts';
import { packMistake } from './pack-mistake.ts';
import { type Manifest, readManifest } from './read-manifest.ts';

/** The file that makes a folder a pack. */
export const MANIFEST = 'pack.yaml';

const MAX_FILES = 2000;
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_BYTES = 16 * 1024 * 1024;
/** Folders of a copied folder that hold what was made or fetched, and so are no part of it. */
const LEFT_OUT = ['node_modules', 'dist', '.git'];

/** Returns the pack `<builtIn>/<name>`, one of those that come with Lintel. Throws what `loadPackFolder` throws. */
export function loadPack(builtIn: string, name: string): Pack {
  return loadFrom({ folder: join(builtIn, name), shown: name }, { builtIn, trail: [] });
}

/**
 * Returns the pack in a folder: its manifest checked, every file that the manifest names read, joined with the pack that it
 * extends. `shown` is the folder as messages name it, `builtIn` the folder of the packs that come with Lintel. Nothing is read
 * outside of the folder, whether named by `..`, by an absolute path or by a link. Throws a UserError `pack` with file, line
 * and column of the first mistake.
 */
export function loadPackFolder(folder: string, shown: string, builtIn: string): Pack {
  return loadFrom(
    { folder, shown: shown.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '') },
    { builtIn, trail: [] },
  );
}

interface Place {
  readonly folder: string;
  readonly shown: string;
}

interface Loading {
  readonly builtIn: string;
  /** The packs that extend the one that is loaded, by their real folders. */
  readonly trail: readonly string[];
}

function loadFrom(place: Place, { builtIn, trail }: Loading): Pack {
  const source = manifestOf(place);
  const manifest = readManifest(source);
  if (
    trail.length === 0 &&
    place.folder === join(builtIn, place.shown) &&
    manifest.name.value !== place.shown
  )
    throw packMistake(manifest.name.span, `the pack in the folder "${place.shown}" must be called so`);
  const own = { manifest, home: homeOf(place, manifest) };
  if (manifest.extends === null) return extendPack(null, own);
  const base = baseOf(manifest.extends.value, place, builtIn);
  const here = realpathSync.native(place.folder);
  if (base === null || !existsSync(join(base.folder, MANIFEST)))
    throw packMistake(
      manifest.extends.span,
      `there is no pack "${manifest.extends.value}" to extend`,
      suggest(manifest.extends.value, packsIn(builtIn), 'the packs that come with Lintel are') ?? null,
    );
  if ([...trail, here].includes(realpathSync.native(base.folder)))
    throw packMistake(manifest.extends.span, 'the pack would extend itself', 'extend another pack, or none');
  return extendPack(loadFrom(base, { builtIn, trail: [...trail, here] }), own);
}

/** Returns the names of the packs in a folder, sorted. */
export function packsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, MANIFEST)))
    .sort();
}

/** True for a text that names a folder rather than a pack that comes with Lintel. */
export function namesFolder(text: string): boolean {
  return text.startsWith('.') || /[\\/]/.test(text);
}

function baseOf(text: string, place: Place, builtIn: string): Place | null {
  if (!namesFolder(text)) return { folder: join(builtIn, text), shown: text };
  if (isAbsolute(text)) return null;
  return { folder: join(place.folder, text), shown: join(place.shown, text).replaceAll('\\', '/') };
}

function manifestOf({ folder, shown }: Place): Source {
  const path = `${shown}/${MANIFEST}`;
  const start = readRegularFile(join(folder, MANIFEST), MAX_FILE_BYTES + 1);
  const hint = 'a pack is a folder with a pack.yaml; see docs/packs.md';
  if (!('bytes' in start)) throw new UserError('pack', `there is no pack in "${shown}"`, hint);
  if (leadsOut(realpathSync.native(folder), realpathSync.native(join(folder, MANIFEST))))
    throw new UserError('pack', `${path} is a link out of its folder`, 'copy what it leads to');
  return createSource(
    path,
    textIn(start.bytes, () => new UserError('pack', `${path} is too large, or no UTF-8 text`)),
  );
}

/** Reads what the manifest names. */
function homeOf(place: Place, { name, entries }: Manifest): PackHome {
  const files = new Map<string, string>();
  const budget = { bytes: MAX_BYTES, visits: MAX_FILES };
  const root = realpathSync.native(place.folder);
  for (const { source } of entries) {
    const refuse: Refuse = (message, hint) => packMistake(source.span, message, hint);
    readInto({ files, root, budget, refuse }, source.path, source.type);
  }
  return { name: name.value, shown: place.shown, files };
}

type Refuse = (message: string, hint?: string) => UserError;

interface Reading {
  readonly files: Map<string, string>;
  /** Real path of the pack's folder. */
  readonly root: string;
  readonly budget: { bytes: number; visits: number };
  readonly refuse: Refuse;
}

function readInto(reading: Reading, path: string, type: 'template' | 'copy'): void {
  const { files, budget, refuse } = reading;
  if (files.has(path)) return;
  budget.visits -= 1;
  if (budget.visits < 0) throw tooLarge(refuse);
  const file = insideOf(reading, path);
  if (lstatSync(file).isDirectory()) {
    // Links among folders can make a tree without an end.
    if (file !== join(reading.root, path)) throw refuse(`"${path}" is a link to a folder`, 'copy the folder');
    if (type === 'template') throw refuse(`"${path}" is a folder`, 'name a file, or copy the folder');
    for (const name of readdirSync(file).sort()) {
      if (!LEFT_OUT.includes(name)) readInto(reading, `${path}/${name}`, type);
    }
    return;
  }
  const unsafe = whyUnsafe(path);
  if (unsafe !== null) throw refuse(`"${path}" cannot be copied: ${unsafe}`, 'rename the file');
  const start = readRegularFile(file, MAX_FILE_BYTES + 1);
  if (!('bytes' in start)) throw refuse(`"${path}" cannot be read`, 'name a regular file of the pack');
  budget.bytes -= start.bytes.byteLength;
  if (budget.bytes < 0) throw tooLarge(refuse);
  files.set(
    path,
    textIn(start.bytes, () => refuse(`"${path}" is larger than 1 MiB, or no UTF-8 text`)),
  );
}

function tooLarge(refuse: Refuse): UserError {
  return refuse('the pack is too large', `it may have ${MAX_FILES} files and folders, and 16 MiB in all`);
}

/** Links are followed before the check: what counts is where the bytes are. */
function insideOf({ root, refuse }: Reading, path: string): string {
  let file: string;
  try {
    file = realpathSync.native(join(root, path));
  } catch {
    const folder = join(root, path, '..');
    const siblings = existsSync(folder) ? readdirSync(folder) : [];
    const near = suggest(basename(path), siblings, 'beside it are');
    throw refuse(`there is no file "${path}" in the pack`, near);
  }
  if (leadsOut(root, file))
    throw refuse(`"${path}" is a link out of the folder of the pack`, 'copy what it leads to into the pack');
  return file;
}

function leadsOut(root: string, file: string): boolean {
  const way = relative(root, file);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function textIn(bytes: Uint8Array, refused: () => UserError): string {
  if (bytes.byteLength > MAX_FILE_BYTES) throw refused();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused();
  }
}
