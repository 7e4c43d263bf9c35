import type { FilePlan } from '../generate/plan.ts';
import type { Manifest } from './manifest.ts';

/** An element that is called otherwise now. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Files and folders that are called otherwise because an element is. */
export interface Moves {
  /** Old paths of generated files by their new ones. */
  readonly files: ReadonlyMap<string, string>;
  /** New paths by old ones of generated files that stay, because the new one is ignored. */
  readonly held: ReadonlyMap<string, string>;
  /** Old paths by their new ones of the elements' own folders, and of ejected files and folders: what is the user's there moves along. */
  readonly folders: ReadonlyMap<string, string>;
  /** What is ejected, as it is called now: paths of files and folders, sorted. */
  readonly ejected: readonly string[];
}

/** Where no element is called otherwise, and nothing is ejected. */
export const NO_MOVES: Moves = { files: new Map(), held: new Map(), folders: new Map(), ejected: [] };

/** What decides about moves. */
export interface Renaming {
  readonly plan: FilePlan;
  readonly manifest: Manifest | null;
  readonly renames: readonly Rename[];
  readonly isIgnored: (path: string) => boolean;
}

/**
 * Returns which generated files move because elements were renamed: those of the manifest that are planned no longer, to the
 * planned path that differs from theirs in the element's name alone, as a folder's (`services/shop/…`) or as a file's
 * (`shop.yaml`). What was generated at its new path before stays where it is, and so does what is ignored under either name. What is
 * ejected moves as the user's own, and is ejected under its new name: else the rename would bring back what was handed over.
 */
export function movesOf({ plan, manifest, renames, isIgnored }: Renaming): Moves {
  if (manifest === null) return NO_MOVES;
  if (renames.length === 0) return { ...NO_MOVES, ejected: manifest.ejected };
  const files = new Map<string, string>();
  const held = new Map<string, string>();
  const folders = new Map<string, string>();
  const planned = new Set(plan.files.map(({ path }) => path));
  const written = new Set(manifest.files.map(({ path }) => path));
  for (const { path: from } of manifest.files) {
    if (planned.has(from) || isIgnored(from)) continue;
    for (const rename of renames) {
      const to = renamed(from, rename);
      if (to === null || !planned.has(to) || written.has(to) || files.has(to)) continue;
      if (isIgnored(to)) held.set(from, to);
      else files.set(to, from);
      const folder = folderOf(from, rename.from);
      if (folder !== null) folders.set(`${folder}${rename.to}`, `${folder}${rename.from}`);
    }
  }
  const ejected = manifest.ejected.map((from) => {
    const to = ejectedNow(from, { renames, planned, written, isIgnored });
    if (to !== from) folders.set(to, from);
    return to;
  });
  return { files, held, folders, ejected: ejected.sort() };
}

interface Known extends Pick<Renaming, 'renames' | 'isIgnored'> {
  readonly planned: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
}

/** What is planned under the old name still, or was generated under the new one already, is of another element. */
function ejectedNow(path: string, { renames, isIgnored, planned, written }: Known): string {
  // With the slash, patterns that are for folders alone match too.
  const stays = (one: string) => isIgnored(one) || isIgnored(`${one}/`);
  if (hasAny(planned, path) || stays(path)) return path;
  const names = renames.flatMap((rename) => renamed(path, rename) ?? []);
  return names.find((to) => hasAny(planned, to) && !hasAny(written, to) && !stays(to)) ?? path;
}

/** True if one of these paths is the given one, or below it. */
function hasAny(paths: ReadonlySet<string>, path: string): boolean {
  return paths.has(path) || [...paths].some((one) => one.startsWith(`${path}/`));
}

/** Null where the name is in no part of the path. */
function renamed(path: string, { from, to }: Rename): string | null {
  const parts = path.split('/').map((part) => {
    if (part === from) return to;
    return part.startsWith(`${from}.`) ? `${to}${part.slice(from.length)}` : part;
  });
  const result = parts.join('/');
  return result === path ? null : result;
}

/** Returns the path up to the folder of that name, with the slash before it: `services/`; null where there is no such folder. */
function folderOf(path: string, name: string): string | null {
  const at = `/${path}`.indexOf(`/${name}/`);
  return at === -1 ? null : path.slice(0, at);
}
