import type { Explanation, Product } from '../api/explain.ts';
import type { Palette } from '../diagnostics/palette.ts';

const STATES: Readonly<Record<Explanation['state'], string>> = {
  generated: 'it is as it was generated',
  edited: 'you changed it since: what you changed is kept, and merged with what comes',
  deleted: 'you deleted it: it stays deleted',
  ejected: 'it was ejected: it is yours',
  yours: 'it is yours: Lintel did not write it',
};

/** Returns where a file or a line comes from, as a few lines. */
export function formatPlace(place: Explanation, palette: Palette): string {
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
  const part = blueprintPath === '' ? 'the whole blueprint' : palette.cyan(blueprintPath ?? '');
  const source = line?.patch == null ? `${template}${templateLine}` : `the patch ${patchWords(line.patch)}`;
  return `  ${of}for       ${part}\n  ${of}from      ${source}\n`;
}

/** Returns what is generated for a part of the blueprint: a line for each file, or piece of a file. */
export function formatProducts(products: readonly Product[], palette: Palette): string {
  const places = products.map(({ path, lines }) => (lines === null ? path : placeOf(path, lines)));
  const width = Math.max(...places.map(({ length }) => length));
  const line = ({ template }: Product, at: number) =>
    `${(places[at] ?? '').padEnd(width)}  ${palette.dim(template)}\n`;
  return products.map(line).join('');
}

function placeOf(path: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${path}:${first}` : `${path}:${first}-${last}`;
}
