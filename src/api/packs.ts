import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { loadPack, loadPackFolder, MANIFEST, namesFolder, packsIn } from '../generate/load-pack.ts';
import type { Pack } from '../generate/pack.ts';
import { installationFolder } from './installation.ts';

export { formOf, parseOptionTexts } from '../generate/pack-options.ts';
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
  const builtIn = templatesFolder();
  const names = packsIn(builtIn);
  if (names.includes(text)) return loadPack(builtIn, text);
  const folder = resolve(cwd, text);
  if (namesFolder(text) || existsSync(join(folder, MANIFEST))) return loadPackFolder(folder, text, builtIn);
  const near = suggest(text, names, 'the packs are');
  throw new UserError('usage', `there is no pack "${text}"`, near ?? 'name the folder of a pack: ./my-pack');
}

/** Returns all packs that come with Lintel, by name. */
export function listPacks(): readonly Pack[] {
  return builtInPacks().map((name) => loadPack(templatesFolder(), name));
}
