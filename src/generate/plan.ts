import { checkPaths, mistakeOf, type PlacedPath } from './safe-path.ts';

/** Which file of which pack a planned file is made from. */
export interface TemplateRef {
  readonly pack: string;
  /** Path in the pack's folder, forward slashes. */
  readonly template: string;
}

/** A file to be: nothing of it depends on what is on the disk. */
export interface PlannedFile {
  /** Relative to the output folder, forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly mode: 0o644 | 0o755;
  readonly from: TemplateRef;
  /** Where its lines come from in the template, see `formatOrigins`; `''` where it is copied line by line. */
  readonly lines: string;
  /** What of the blueprint it is generated for, e.g. `frontends.storefront`; `''` for the whole. */
  readonly blueprintPath: string;
}

/** Files sorted by path (code units), no path twice. */
export interface FilePlan {
  readonly files: readonly PlannedFile[];
  /** Names of the packs that were asked, whether or not they made a file: what others made is none of this plan's business. */
  readonly packs: ReadonlySet<string>;
}

/**
 * Returns the plan of these files, made by the packs of those names beside the packs that the files are from. Throws what `inOrder`
 * throws.
 */
export function createFilePlan(files: readonly PlannedFile[], packs: Iterable<string> = []): FilePlan {
  return { files: inOrder(files), packs: new Set([...packs, ...files.map(({ from }) => from.pack)]) };
}

/** A file, made or to be made, and the template that it is from. */
type Placed = Pick<PlannedFile, 'path' | 'from'> & PlacedPath;

/**
 * Returns files, made or to be made, sorted by path. Throws a UserError `pack` where two templates give one path, and what `checkPaths`
 * throws; with the place of an entry where files have one.
 */
export function inOrder<T extends Placed>(files: readonly T[]): readonly T[] {
  const byPath = new Map<string, T>();
  for (const file of files) {
    const other = byPath.get(file.path);
    if (other !== undefined) {
      const message = `two files at ${file.path}: from ${nameOf(other.from)} and from ${nameOf(file.from)}`;
      throw mistakeOf(file, message, wayOut(file, other));
    }
    byPath.set(file.path, file);
  }
  const sorted = [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  checkPaths(sorted);
  return sorted;
}

function wayOut(file: Placed, other: Placed): string {
  if (file.from.pack !== other.from.pack)
    return 'leave one of them out, or let one pack extend the other, whose file is then replaced';
  if (file.span === undefined || file.span !== other.span) return 'give one of them another output';
  return 'the entry makes several files: name in its output what tells them apart, such as "{name}"';
}

function nameOf(from: TemplateRef): string {
  return `${from.pack}/${from.template}`;
}
