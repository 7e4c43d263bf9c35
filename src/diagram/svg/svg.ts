import type { Theme, View } from '../choices.ts';
import type { LayoutEngine } from '../layout/layout.ts';
import { type Markup, markup, render, trusted } from '../markup.ts';
import { shortenText } from '../measure-text.ts';
import type { Picture } from '../picture.ts';
import { drawBox } from './draw-box.ts';
import { drawLabel, drawLine } from './draw-line.ts';
import { LEGEND_HEIGHT, legendOf } from './legend.ts';
import { type Scene, type SceneFrame, type SceneLine, sceneOf } from './scene.ts';
import { styleOf } from './style.ts';
import { TITLE_LEADING } from './titles.ts';

export interface SvgOptions {
  readonly theme: Theme;
  /** Whether the picture says what it is of: not needed in a page that does. */
  readonly heading: boolean;
  readonly layOut: LayoutEngine;
}

/** In a page that makes it as wide as there is room, a picture is not smaller than can be read. */
const LEAST_SCALE = 0.56;
const MARGIN = 20;
const HEADING_HEIGHT = 52;
const HEADING = { sizePx: 20, bold: true };
const SUBHEADING = { sizePx: 11.5, bold: false };
const MIN_WIDTH = 460;

/**
 * Returns a picture as an SVG document that stands alone or in a page: text is text, nothing is loaded and nothing runs.
 * The same picture and options give the same bytes.
 */
export async function drawSvg(picture: Picture, { theme, heading, layOut }: SvgOptions): Promise<string> {
  const scene = await sceneOf(picture, layOut);
  const inner = Math.max(scene.width, MIN_WIDTH);
  const top = heading ? MARGIN + HEADING_HEIGHT : MARGIN;
  const width = inner + 2 * MARGIN;
  const height = top + scene.height + LEGEND_HEIGHT + MARGIN / 2;
  const legend = { x: MARGIN, y: top + scene.height + 2, width: inner };
  return render(markup`<svg xmlns="http://www.w3.org/2000/svg" class="lintel-diagram${picture.observed ? ' observed' : null}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"${heading ? null : markup` style="min-width:${Math.round(width * LEAST_SCALE)}px"`} role="img">
<title>${picture.title}: ${VIEW_WORDS[picture.view]}</title>
<desc>${describe(picture)}</desc>
<style>${trusted(styleOf(theme))}</style>
<rect class="canvas" width="100%" height="100%"/>
${heading && drawHeading(picture, inner)}<g transform="translate(${MARGIN} ${top})">
${drawScene(scene)}</g>
${legendOf(picture, legend)}
</svg>
`);
}

const VIEW_WORDS: Readonly<Record<View, string>> = {
  logical: 'logical view',
  schematic: 'schematic view',
  detail: 'detail view',
};

function drawHeading({ title, name, view }: Picture, width: number): Markup {
  return markup`<text class="heading" x="${MARGIN}" y="${MARGIN + 16}">${shortenText(title, HEADING, width)}</text>
<text class="subheading" x="${MARGIN}" y="${MARGIN + 34}">${shortenText(`${name} · ${VIEW_WORDS[view]}`, SUBHEADING, width)}</text>
`;
}

/** Frames below, lines over them, boxes over lines; what needs attention is over the rest. */
function drawScene({ frames, boxes, lines }: Scene): Markup {
  const ordered = lines.toSorted((a, b) => rankOf(a) - rankOf(b));
  return markup`<g>${frames.map(drawFrame)}</g>
<g>${ordered.map(drawLine)}</g>
<g>${frames.map(drawTitle)}</g>
<g>${boxes.map(drawBox)}</g>
<g>${ordered.map(drawLabel)}</g>
`;
}

function drawFrame({ group, rect: { x, y, width, height } }: SceneFrame): Markup {
  return markup`<rect class="frame in ${group.id}" x="${x}" y="${y}" width="${width}" height="${height}" rx="12"/>
`;
}

function rankOf({ link }: SceneLine): number {
  return ['idle', 'healthy', 'degraded', 'undeclared'].indexOf(link.state ?? 'healthy');
}

function drawTitle({ group, rect, title }: SceneFrame): Markup {
  const { lines, x, y, width, isCrossed } = title;
  const height = lines.length * TITLE_LEADING + 2;
  const plate = isCrossed && x + width < rect.x + rect.width;
  return markup`<g class="in ${group.id}">${plate && markup`<rect class="plate" x="${x - 3}" y="${y - 11}" width="${Math.ceil(width) + 6}" height="${height}"/>`}${lines.map(
    (line, index) =>
      markup`<text class="frame-title" x="${x}" y="${y + index * TITLE_LEADING}">${line}</text>`,
  )}</g>
`;
}

function describe({ description, groups, links }: Picture): string {
  const counts = groups.map(({ title, nodes }) => `${title}: ${nodes.map(({ text }) => text).join(', ')}.`);
  return [description, ...counts, `${links.length} connections.`].filter((text) => text !== '').join(' ');
}
