import type { Explained, Explanation, MadeFor, Product } from '../api/explain.ts';
import type { Palette } from '../diagnostics/palette.ts';

const STATES: Readonly<Record<Explanation['state'], string>> = {
  generated: 'it is as it was generated',
  edited: 'you changed it since: what you changed is kept, and merged with what comes',
  deleted: 'you deleted it: it stays deleted',
  ejected: 'it was ejected: it is yours',
  yours: 'it is yours: Lintel did not write it',
};

const WHOLE = 'the whole blueprint';

/** Returns what was asked about as text. */
export function formatExplained(explained: Explained, palette: Palette): string {
  switch (explained.about) {
    case 'place':
      return formatPlace(explained.place, palette);
    case 'folder':
      return formatFolder(explained.path, explained.products, palette);
    case 'part':
      return formatMade(explained.part, explained.made, palette);
  }
}

/** Returns where a file or a line comes from, as a few lines. */
function formatPlace(place: Explanation, palette: Palette): string {
  const { path, state, template, blueprintPath, line } = place;
  const at = line === null ? path : `${path}:${line.line}`;
  if (line?.isYours) return `${at}\n  you wrote this line\n${origin(place, palette)}`;
  if (template === null || blueprintPath === null) return `${at}\n  ${STATES[state]}\n`;
  return `${at}\n${origin(place, palette)}  ${palette.dim(STATES[state])}\n`;
}

/** `blueprint.yaml#patches.0` is a patch. */
function patchWords(patch: string): string {
  const at = patch.lastIndexOf('#');
  return `${patch.slice(at + 1)} in ${patch.slice(0, at)}`;
}

function origin({ template, blueprintPath, line }: Explanation, palette: Palette): string {
  const templateLine = line?.templateLine == null ? '' : `:${line.templateLine}`;
  const of = line?.isYours ? 'the file is ' : '';
  const part = blueprintPath === '' ? WHOLE : palette.cyan(blueprintPath ?? '');
  const source = line?.patch == null ? `${template}${templateLine}` : `the patch ${patchWords(line.patch)}`;
  return `  ${of}for       ${part}\n  ${of}from      ${source}\n`;
}

/** Returns what is generated in a folder: a line for each file, with what it is for. */
function formatFolder(path: string, products: readonly Product[], palette: Palette): string {
  const count = products.length === 1 ? '1 file is generated' : `${products.length} files are generated`;
  const rows = products.map((product) => [
    product.path,
    product.blueprintPath === '' ? WHOLE : product.blueprintPath,
    palette.dim(product.template),
  ]);
  return `${path === '' ? '.' : path}: ${count}\n${table(rows)}`;
}

/** Returns what is generated for a part of the blueprint: a line for each file, or piece of a file. */
function formatMade(part: string, made: MadeFor, palette: Palette): string {
  const rows = made.products.map(({ path, lines, template }) => [
    lines === null ? path : placeOf(path, lines),
    palette.dim(template),
  ]);
  const around =
    made.for === part
      ? ''
      : `nothing is generated for ${part} alone; as a part of ${palette.cyan(made.for)} it goes into\n`;
  return `${around}${table(rows)}`;
}

/** Columns as wide as what is in them, but for the last. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  return rows.map((row) => `${line(row)}\n`).join('');
}

function placeOf(path: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${path}:${first}` : `${path}:${first}-${last}`;
}
