import type { FilePlan } from '../generate/plan.ts';
import { exchangesIn, newExchanges, type Rename, refusePartial } from './exchanges.ts';
import type { Manifest } from './manifest.ts';
import type { DiskFile } from './read-disk.ts';

/** Files and folders that are called otherwise because an element is. */
export interface Moves {
  /** Old paths of generated files by their new ones. */
  readonly files: ReadonlyMap<string, string>;
  /** New paths by old ones of generated files that stay, because the new one is ignored. */
  readonly held: ReadonlyMap<string, string>;
  /** New paths by their old ones of the elements' own folders, and of ejected files and folders: what is the user's there moves along. */
  readonly folders: ReadonlyMap<string, string>;
  /** What is ejected, as it is called now: paths of files and folders, sorted. */
  readonly ejected: readonly string[];
  /** Renames from a name that another renamed element has now. */
  readonly exchanged: readonly Rename[];
}

/** Where no element is called otherwise, and nothing is ejected. */
export const NO_MOVES: Moves = {
  files: new Map(),
  held: new Map(),
  folders: new Map(),
  ejected: [],
  exchanged: [],
};

/** What decides about moves. */
export interface Renaming {
  readonly plan: FilePlan;
  readonly manifest: Manifest | null;
  readonly renames: readonly Rename[];
  readonly disk: ReadonlyMap<string, DiskFile>;
  readonly isIgnored: (path: string) => boolean;
}

/**
 * Returns which generated files move because elements were renamed: those of the manifest that are planned no longer, to the
 * planned path that differs from theirs in the element's name alone, as a folder's (`services/shop/…`) or as a file's
 * (`shop.yaml`). Where something was generated at the new path already, it gives way to what the user changed at the old one, if it is
 * as it was generated: the blueprint said of the rename only after the next generation. What is ignored under either name stays. What is
 * ejected moves as the user's own, and is ejected under its new name: else the rename would bring back what was handed over.
 */
export function movesOf(renaming: Renaming): Moves {
  const { plan, manifest, renames } = renaming;
  const exchanged = exchangesIn(renames);
  if (manifest === null) return { ...NO_MOVES, exchanged };
  if (renames.length === 0) return { ...NO_MOVES, ejected: manifest.ejected };
  const exchanges = newExchanges(renames, manifest);
  refusePartial(exchanges, { plan, manifest });
  const known: Known = {
    ...renaming,
    // Of an exchange that was made, the old name is another element's alone.
    renames: renames.filter((rename) => !exchanged.includes(rename) || exchanges.includes(rename)),
    exchanges,
    planned: new Set(plan.files.map(({ path }) => path)),
    written: new Map(manifest.files.map(({ path, sha256 }) => [path, sha256])),
  };
  const folders = foldersOf(known);
  const ejected = manifest.ejected.map((from) => {
    const to = ejectedNow(from, known);
    if (to !== from) folders.set(from, to);
    return to;
  });
  return { ...filesOf(known), folders, ejected: ejected.sort(), exchanged };
}

interface Known extends Renaming {
  readonly planned: ReadonlySet<string>;
  /** Digests by path. */
  readonly written: ReadonlyMap<string, string>;
  /** Renames whose old name is another element's now: that something is planned under it says nothing. */
  readonly exchanges: readonly Rename[];
}

function filesOf(known: Known): Pick<Moves, 'files' | 'held'> {
  const { renames, isIgnored, planned, written, disk, exchanges } = known;
  const files = new Map<string, string>();
  const held = new Map<string, string>();
  const isEdited = (path: string) => {
    const file = disk.get(path);
    return file?.type === 'file' ? file.sha256 !== written.get(path) : null;
  };
  const isLeft = (path: string) =>
    exchanges.some((rename) => planned.has(renamed(path, rename) ?? '') && !isIgnored(path));
  for (const from of written.keys()) {
    if (isIgnored(from)) continue;
    for (const rename of planned.has(from) ? exchanges : renames) {
      const to = renamed(from, rename);
      if (to === null || !planned.has(to) || files.has(to)) continue;
      if (written.has(to) && !isLeft(to) && (isEdited(to) !== false || isEdited(from) !== true)) continue;
      if (isIgnored(to)) held.set(from, to);
      else files.set(to, from);
    }
  }
  return { files, held };
}

/** Whether anything of the user's is left in a folder is not for the manifest to say: so each that has a new name counts. */
function foldersOf({ renames, planned, exchanges }: Known): Map<string, string> {
  const folders = new Map<string, string>();
  for (const rename of renames) {
    const { from, to } = rename;
    const isExchange = exchanges.includes(rename);
    for (const above of new Set([...planned].flatMap((path) => folderOf(path, to) ?? [])))
      if (isExchange || !hasAny(planned.keys(), `${above}${from}`))
        folders.set(`${above}${from}`, `${above}${to}`);
  }
  return folders;
}

/** What is planned under the old name still, or was generated under the new one already, is of another element. */
function ejectedNow(path: string, known: Known): string {
  const { renames, isIgnored, planned, written, exchanges } = known;
  // With the slash, patterns that are for folders alone match too.
  const stays = (one: string) => isIgnored(one) || isIgnored(`${one}/`);
  if (stays(path)) return path;
  const isPlanned = hasAny(planned.keys(), path);
  for (const rename of isPlanned ? exchanges : renames) {
    const to = renamed(path, rename);
    if (to === null || !hasAny(planned.keys(), to) || stays(to)) continue;
    if (exchanges.length > 0 || !hasAny(written.keys(), to)) return to;
  }
  return path;
}

/** True if one of these paths is the given one, or below it. */
function hasAny(paths: Iterable<string>, path: string): boolean {
  return [...paths].some((one) => one === path || one.startsWith(`${path}/`));
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
