import type { Rect } from '../layout/layout.ts';
import { type Markup, markup } from '../markup.ts';
import { BADGE, BADGE_GAP, type Card, LID, LINE_HEIGHT, PADDING, TILE_BADGE, TILE_GAP } from './card.ts';
import { drawIcon } from './icons.ts';
import type { SceneBox } from './scene.ts';

/** Draws an element: its outline, its icon, its texts, and a dot where something was looked for. */
export function drawBox({ group, card, rect }: SceneBox): Markup {
  const { node, shape } = card;
  const classes = ['node', group.id, shape === 'beam' ? 'beam' : 'in', node.state]
    .filter((name) => name !== null)
    .join(' ');
  return markup`<g class="${classes}"><title>${node.tooltip}</title>${outlineOf(card, rect)}${DRAW[shape](card, rect)}${dotOf(card, rect)}</g>
`;
}

const DRAW: Readonly<Record<Card['shape'], (card: Card, rect: Rect) => Markup>> = {
  tile: drawTile,
  card: drawCard,
  cylinder: drawCylinder,
  beam: drawBeam,
};

function outlineOf({ shape }: Card, { x, y, width, height }: Rect): Markup {
  if (shape !== 'cylinder')
    return markup`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${shape === 'beam' ? 6 : 9}"/>`;
  const rx = width / 2;
  const ry = LID / 2;
  const wall = height - LID;
  const lid = `a${n(rx)},${ry} 0 0 0 ${width},0`;
  return markup`<path class="box" d="M${n(x)},${n(y + ry)}v${n(wall)}${lid}v${n(-wall)}a${n(rx)},${ry} 0 0 0 ${n(-width)},0${lid}"/>`;
}

function drawTile(card: Card, { x, y, width }: Rect): Markup {
  const centre = x + width / 2;
  const badge = { x: centre - TILE_BADGE / 2, y: y + PADDING };
  const texts = { x: centre, y: badge.y + TILE_BADGE + TILE_GAP, middle: true };
  return markup`${drawBadge(card, badge, TILE_BADGE)}${drawTexts(card, texts)}`;
}

function drawCard(card: Card, { x, y, width }: Rect): Markup {
  const badge = { x: x + PADDING, y: y + (card.head - BADGE) / 2 };
  const texts = { x: badge.x + BADGE + BADGE_GAP, y: y + (card.head - textHeight(card)) / 2, middle: false };
  return markup`${drawBadge(card, badge, BADGE)}${drawTexts(card, texts)}${drawRows(card, { x, y: y + card.head, width })}`;
}

function drawCylinder(card: Card, { x, y, width, height }: Rect): Markup {
  const top = y + LID + (height - LID - textHeight(card)) / 2 - 2;
  return drawTexts(card, { x: x + width / 2, y: top, middle: true });
}

function drawBeam(card: Card, { x, y, width, height }: Rect): Markup {
  const top = y + (height - textHeight(card)) / 2;
  const icon = drawIcon(card.node.icon, { x: x + 18, y: y + height / 2 - 14 }, 28);
  return markup`${icon}${drawTexts(card, { x: x + width / 2, y: top, middle: true })}`;
}

function drawBadge({ node }: Card, at: { readonly x: number; readonly y: number }, size: number): Markup {
  const icon = size * 0.64;
  const inset = (size - icon) / 2;
  return markup`<rect class="badge" x="${n(at.x)}" y="${n(at.y)}" width="${size}" height="${size}" rx="8"/>${drawIcon(node.icon, { x: at.x + inset, y: at.y + inset }, icon)}`;
}

interface TextPlace {
  readonly x: number;
  /** Upper edge of the first line. */
  readonly y: number;
  readonly middle: boolean;
}

function drawTexts({ lines, notes }: Card, { x, y, middle }: TextPlace): Markup {
  const anchor = middle ? ' middle' : '';
  const names = lines.map((line, index) => {
    const baseline = y + (index + 0.76) * LINE_HEIGHT.name;
    return markup`<text class="name${anchor}" x="${n(x)}" y="${n(baseline)}">${line}</text>`;
  });
  const below = y + lines.length * LINE_HEIGHT.name;
  const under = notes.map((line, index) => {
    const baseline = below + (index + 0.76) * LINE_HEIGHT.note;
    return markup`<text class="note${anchor}" x="${n(x)}" y="${n(baseline)}">${line}</text>`;
  });
  return markup`${names}${under}`;
}

function drawRows(
  { rows }: Card,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
) {
  if (rows.length === 0) return null;
  const right = x + width - PADDING;
  const lines = rows.map(({ text, value }, index) => {
    const baseline = n(y + (index + 0.86) * LINE_HEIGHT.row);
    return markup`<text class="row" x="${n(x + PADDING)}" y="${baseline}">${text}</text>${value === '' ? null : markup`<text class="value end" x="${n(right)}" y="${baseline}">${value}</text>`}`;
  });
  return markup`<path class="rule" d="M${n(x + PADDING)},${n(y - 4)}H${n(right)}"/>${lines}`;
}

function dotOf({ node, shape }: Card, { x, y, width, height }: Rect): Markup | null {
  if (node.state === null || shape === 'cylinder') return null;
  const isBeam = shape === 'beam';
  return markup`<circle class="dot" cx="${n(x + width - (isBeam ? 20 : 10))}" cy="${n(y + (isBeam ? height / 2 : 10))}" r="3.5"/>`;
}

function textHeight({ lines, notes }: Card): number {
  return lines.length * LINE_HEIGHT.name + notes.length * LINE_HEIGHT.note;
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}
