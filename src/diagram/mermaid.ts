import type { Theme } from './choices.ts';
import type { Group, GroupId, Link, Picture, PictureNode } from './picture.ts';
import { darkPalette, lightPalette, type Palette } from './svg/palette.ts';

/**
 * Returns a picture as a Mermaid flowchart from top to bottom: a subgraph for each group, ids that are safe whatever the
 * elements are called, and every text escaped. Mermaid cannot follow the reader's system, so `auto` is light.
 */
export function formatMermaid(picture: Picture, theme: Theme): string {
  const palette = theme === 'dark' ? darkPalette : lightPalette;
  const ids = new Map(
    picture.groups.flatMap(({ id, nodes }) => [
      [id, `group_${id}`] as const,
      ...nodes.map((node, index) => [node.id, `${id}_${index + 1}`] as const),
    ]),
  );
  const links = picture.links.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const lines = [
    '---',
    `title: ${JSON.stringify(picture.title.replace(FORBIDDEN, ' '))}`,
    '---',
    'flowchart TB',
    ...picture.groups.flatMap((group) => subgraphOf(group, ids)),
    ...links.map((link) => `  ${linkOf(link, ids)}`),
    ...picture.groups.flatMap((group) => stylesOf(group, ids, palette)),
    ...linkStyle(links, palette),
  ];
  return `${lines.join('\n')}\n`;
}

type Ids = ReadonlyMap<string, string>;

function subgraphOf({ id, title, nodes }: Group, ids: Ids): readonly string[] {
  return [
    `  subgraph ${ids.get(id)}[${quoted([title])}]`,
    // Without links of their own, nodes would stand below each other.
    '    direction TB',
    ...nodes.map((node) => `    ${ids.get(node.id)}${shapeOf(id, node)}`),
    '  end',
  ];
}

/** Devices are rounded, storage is a cylinder, everything else a box. */
function shapeOf(group: GroupId, node: PictureNode): string {
  const rows = node.rows.map(({ text, value }) => (value === '' ? text : `${text} ${value}`));
  const text = quoted([node.text, node.note, ...rows]);
  if (group === 'devices') return `([${text}])`;
  return group === 'storage' ? `[(${text})]` : `[${text}]`;
}

function linkOf({ from, to, label, optional, kind }: Link, ids: Ids): string {
  const arrow = optional || kind === 'keys' ? '-.->' : '-->';
  const text = label.length === 0 ? ' ' : `|${quoted(label)}| `;
  return `${ids.get(from)} ${arrow}${text}${ids.get(to)}`;
}

function stylesOf({ id, nodes }: Group, ids: Ids, palette: Palette): readonly string[] {
  const hue = palette.groups[id];
  const box =
    id === 'gateway'
      ? `fill:${palette.beam},stroke:${palette.beam},color:${palette.beamInk}`
      : `fill:${palette.card},stroke:${hue.accent},color:${palette.ink}`;
  return [
    `  classDef ${id} ${box}`,
    `  class ${nodes.map((node) => ids.get(node.id)).join(',')} ${id}`,
    `  style ${ids.get(id)} fill:${hue.ground},stroke:${hue.border},color:${hue.accent}`,
  ];
}

function linkStyle(links: readonly Link[], palette: Palette): readonly string[] {
  const storage = links.flatMap(({ kind }, index) => (kind === 'storage' ? [index] : []));
  return storage.length === 0
    ? []
    : [`  linkStyle ${storage.join(',')} stroke:${palette.groups.storage.accent}`];
}

/** Control and format characters, line breaks and lone surrogates. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Lines of a text in quotes; whatever could mean something to Mermaid or to HTML is written as its number. */
function quoted(lines: readonly string[]): string {
  const escaped = lines
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replace(FORBIDDEN, ' ')
        .replace(/[^\p{L}\p{M}\p{N} \-_.,/{}()·*]/gu, (character) => `#${character.codePointAt(0)};`),
    );
  return `"${escaped.join('<br/>')}"`;
}
