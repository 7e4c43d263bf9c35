import { resolve } from 'node:path';
import { entryAt } from '../blueprint/fields.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { ScalarNode } from '../source/parsed-document.ts';
import type { Source } from '../source/source.ts';
import { type ConfigDocument, type ConfigReport, parseConfig } from './config-document.ts';
import { PRESETS, type Preset } from './presets.ts';
import type { ProjectFiles } from './project-files.ts';

/** A part of a configuration. */
export type Layer =
  | { readonly type: 'preset'; readonly preset: Preset }
  | { readonly type: 'file'; readonly document: ConfigDocument };

/** A file that extends another twice, which does the same, asks for more files than there are. */
const MOST_FILES = 20;

interface Collection {
  readonly files: ProjectFiles;
  readonly report: ConfigReport;
  readonly layers: Layer[];
  fileCount: number;
}

/** A file on the way from the first one: what is on the way must not be extended again. */
interface Step {
  readonly path: string;
  readonly source: Source;
  readonly trail: readonly string[];
}

/**
 * Returns what a configuration is made of, the later winning over the earlier: what a file extends stands before it, in
 * its order. Mistakes are reported; a file that has some is left out.
 */
export function collectLayers(
  first: { readonly path: string; readonly source: Source },
  files: ProjectFiles,
  report: ConfigReport,
): readonly Layer[] {
  const collection: Collection = { files, report, layers: [], fileCount: 0 };
  addFile(collection, { ...first, trail: [] });
  return collection.layers;
}

function addFile(collection: Collection, { path, source, trail }: Step): void {
  collection.fileCount += 1;
  const document = parseConfig(source, path, collection.report);
  if (document === null) return;
  for (const node of extendedBy(document))
    addExtended(collection, node, { document, trail: [...trail, path] });
  collection.layers.push({ type: 'file', document });
}

function extendedBy({ root }: ConfigDocument): readonly ScalarNode[] {
  const value = entryAt(root, 'extends')?.value;
  const all = value?.type === 'list' ? value.items : value === undefined ? [] : [value];
  return all.filter((node) => node.type === 'scalar');
}

function addExtended(
  collection: Collection,
  node: ScalarNode,
  from: { readonly document: ConfigDocument; readonly trail: readonly string[] },
): void {
  const { files, layers } = collection;
  const name = String(node.value);
  const report = (message: string, hint?: string) =>
    collection.report({ message, hint, span: node.span, path: 'extends' });
  const preset = PRESETS.get(name);
  if (preset !== undefined) {
    layers.push({ type: 'preset', preset });
    return;
  }
  if (name.startsWith('lintel:')) {
    report(`there is no preset "${name}"`, suggest(name, PRESETS.keys(), 'the presets are'));
    return;
  }
  const path = resolve(from.document.folder, name);
  const start = from.trail.indexOf(path);
  if (start !== -1) {
    const circle = [...from.trail.slice(start), path].map(files.nameOf).join(' -> ');
    report(`a configuration extends itself: ${circle}`, 'move what both need into a third file');
    return;
  }
  if (collection.fileCount >= MOST_FILES) {
    if (collection.fileCount === MOST_FILES) report(`more than ${MOST_FILES} files are extended`);
    collection.fileCount += 1;
    return;
  }
  const read = files.read(path);
  if ('problem' in read) report(`"${name}" ${read.problem}`, read.hint);
  else addFile(collection, { path, source: read.source, trail: from.trail });
}
