import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { originAt, parseOrigins } from '../generate/line-origins.ts';
import { linesBefore } from '../merge/line-before.ts';
import { readBases } from './bases.ts';
import { isEjected } from './ejected.ts';
import { LINTEL_FOLDER, type Manifest, type ManifestFile, readManifest } from './manifest.ts';
import type { OutputPlace } from './output-root.ts';
import { type DiskFile, readDisk } from './read-disk.ts';

/** Where a generated file, or a line of it, comes from. */
export interface Explanation {
  readonly path: string;
  /** Whose it is: as generated, generated and changed since, generated and deleted since, ejected, or never generated. */
  readonly state: 'generated' | 'edited' | 'deleted' | 'ejected' | 'yours';
  /** `pack/template`; null where it is not generated. */
  readonly template: string | null;
  /** What of the blueprint it is written for; `''` for the whole, null where it is not generated. */
  readonly blueprintPath: string | null;
  /** Null where no line was asked for. */
  readonly line: LineExplanation | null;
}

export interface LineExplanation {
  readonly line: number;
  /** True where the user wrote it. */
  readonly isYours: boolean;
  /** The line of the template; null where the user or a patch wrote the line, or where nobody knows. */
  readonly templateLine: number | null;
  /** The patch that wrote the line: `blueprint.yaml#patches.0`; null where none did. */
  readonly patch: string | null;
}

/**
 * Returns where a file of an output folder comes from, and one line of it (1-based) where one is asked for: what the user changed
 * since is told from what was generated. Throws a UserError `usage` for a file that is neither there nor generated, or a line
 * that it has not.
 */
export function explainPlace({ root, path }: OutputPlace, line: number | null): Explanation {
  const manifest = readManifest(root);
  const entry = manifest?.files.find((file) => file.path === path);
  const disk = readDisk(root, [path]).get(path) ?? { type: 'missing' };
  if (entry === undefined) return { ...foreign(path, disk, manifest), line: null };
  const state = disk.type !== 'file' ? 'deleted' : disk.sha256 === entry.sha256 ? 'generated' : 'edited';
  const file = {
    path,
    state,
    template: entry.template,
    blueprintPath: entry.blueprintPath,
    line: null,
  } as const;
  if (line === null) return file;
  const text = disk.type === 'file' ? disk.text : null;
  if (text === null)
    throw new UserError('usage', `"${path}" has no lines`, 'ask for the file, without a line');
  const count = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (line < 1 || line > count)
    throw new UserError('usage', `"${path}" has no line ${line}`, `it has ${count} lines`);
  return { ...file, ...explainLine(line, { entry, text, base: baseFor(root, entry, state) }) };
}

interface LineGround {
  readonly entry: ManifestFile;
  readonly text: string;
  /** As generated; null: not known. */
  readonly base: string | null;
}

function explainLine(
  line: number,
  { entry, text, base }: LineGround,
): Pick<Explanation, 'line'> & Partial<Pick<Explanation, 'blueprintPath'>> {
  const generated = base === null ? line : linesBefore(base, text)(line);
  const unknown = { line, isYours: false, templateLine: null, patch: null };
  if (generated === null) return { line: { ...unknown, isYours: true } };
  if (base === null && text !== '') return { line: unknown };
  const origins = parseOrigins(entry.lines);
  const origin = originAt(origins, generated);
  const blueprintPath = origin?.blueprintPath || entry.blueprintPath;
  if (origin?.patch !== undefined) return { blueprintPath, line: { ...unknown, patch: origin.patch } };
  const templateLine = origins.length === 0 ? generated : (origin?.templateLine ?? null);
  return { blueprintPath, line: { ...unknown, templateLine } };
}

function baseFor(root: string, entry: ManifestFile, state: Explanation['state']): string | null {
  const base = readBases(root).get(entry.sha256) ?? null;
  return state === 'deleted' ? null : base;
}

function foreign(path: string, disk: DiskFile, manifest: Manifest | null) {
  if (path === LINTEL_FOLDER || path.startsWith(`${LINTEL_FOLDER}/`))
    throw new UserError(
      'usage',
      `"${path}" is made from no template`,
      'Lintel keeps there what it generated, to tell your edits from it: commit it, and leave it as it is',
    );
  const isHandedOver = isEjected(manifest?.ejected ?? [], path);
  if (disk.type === 'missing' && !isHandedOver) {
    const known = (manifest?.files ?? []).map((file) => file.path);
    const hint = suggest(path, known, 'generated are') ?? null;
    throw new UserError('usage', `there is no file "${path}", and none is generated`, hint);
  }
  const state: Explanation['state'] = isHandedOver ? 'ejected' : 'yours';
  return { path, state, template: null, blueprintPath: null };
}
