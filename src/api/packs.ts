import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { loadPack, loadPackFolder, MANIFEST, namesFolder, packsIn } from '../generate/pack/load-pack.ts';
import type { Pack } from '../generate/pack/pack.ts';
import { installationFolder } from './installation.ts';

export { formOf, parseOptionTexts } from '../generate/pack/pack-options.ts';
export type { Pack };

/** Returns the folder of the packs that come with Lintel. */
export function templatesFolder(): string {
  return join(installationFolder(), 'templates');
}

/** Returns the names of the packs that come with Lintel, sorted. */
export function builtInPacks(): readonly string[] {
  return packsIn(templatesFolder());
}

/**
 * Returns a pack: one that comes with Lintel by its name, or that of a folder, relative to `cwd`. A text names a folder if it
 * has a slash or starts with a dot, or if it is the name of no other pack and there is a pack in a folder called so. Throws a
 * UserError `usage` where there is none, and `pack` for a mistake in it.
 */
export function findPack(text: string, cwd: string): Pack {
  const place = placeOfPack(text, cwd);
  if (place === null) throw new UserError('usage', `there is no pack "${text}"`, packHint(text));
  return place.isBuiltIn
    ? loadPack(templatesFolder(), text)
    : loadPackFolder(place.folder, text, templatesFolder());
}

/** Where a pack is; two texts with one place mean one pack. */
export interface PackPlace {
  /** Absolute. */
  readonly folder: string;
  readonly isBuiltIn: boolean;
}

/** Returns where the pack is that a text means, as `findPack` has it, or null. In a folder that it names there may be none. */
export function placeOfPack(text: string, cwd: string): PackPlace | null {
  const builtIn = templatesFolder();
  if (packsIn(builtIn).includes(text)) return { folder: join(builtIn, text), isBuiltIn: true };
  const folder = resolve(cwd, text);
  return namesFolder(text) || existsSync(join(folder, MANIFEST)) ? { folder, isBuiltIn: false } : null;
}

/** Returns what may be meant by a text that is no pack. */
export function packHint(text: string): string {
  return suggest(text, builtInPacks(), 'the packs are') ?? 'name the folder of a pack: ./my-pack';
}

/** Returns all packs that come with Lintel, by name. */
export function listPacks(): readonly Pack[] {
  return builtInPacks().map((name) => loadPack(templatesFolder(), name));
}
