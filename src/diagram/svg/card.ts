import type { View } from '../choices.ts';
import { measureText, shortenText, type Type, wrapText } from '../measure-text.ts';
import type { Group, GroupId, Picture, PictureNode, Row } from '../picture.ts';

/** How an element is drawn. `tile`: icon over text; `card`: icon beside it; `cylinder`: storage; `beam`: see layout. */
export type Shape = 'tile' | 'card' | 'cylinder' | 'beam';

/** An element as a box: its texts on lines that fit, and its size in pixels. */
export interface Card {
  readonly node: PictureNode;
  readonly shape: Shape;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
  /** Height of what is above the rows; the same for all boxes of a group. */
  readonly head: number;
  readonly width: number;
  readonly height: number;
}

export const NAME: Type = { sizePx: 12.5, bold: true };
export const BEAM_NAME: Type = { sizePx: 14, bold: true };
export const NOTE: Type = { sizePx: 10.5, bold: false };
export const LINE_HEIGHT = { name: 15.5, note: 13, row: 15 };
export const BADGE = 28;
export const TILE_BADGE = 34;
/** Between an icon and the texts below it or beside it. */
export const TILE_GAP = 6;
export const BADGE_GAP = 8;
export const PADDING = 9;
/** Height of the lid of a cylinder. */
export const LID = 9;

/** How wide the texts of a box are, and on how many lines its name stands at most. */
const TEXT: Readonly<
  Record<Shape, { readonly least: number; readonly maxPx: number; readonly most: number }>
> = {
  tile: { least: 76, maxPx: 100, most: 3 },
  card: { least: 60, maxPx: 104, most: 3 },
  cylinder: { least: 78, maxPx: 100, most: 2 },
  beam: { least: 200, maxPx: 640, most: 1 },
};
/** A note is broken sooner than a name: it is read second. */
const NOTE_SHARE = 0.92;
const MOST_NOTES = 3;
/** Right of the texts where a dot says what was observed. */
const DOT_ROOM = 8;
const MAX_ROW_WIDTH = 180;
const ROW_GAP = 14;

/** Returns the boxes of each group: all of a group are equally large, and all tiles of a picture equally wide. */
export function cardsOf({ groups, view }: Picture): ReadonlyMap<GroupId, readonly Card[]> {
  const cards = groups.map((group) => [group.id, cardsOfGroup(group, view)] as const);
  const tileWidth = Math.max(0, ...cards.flatMap(([, own]) => own.filter(isTile).map(({ width }) => width)));
  return new Map(
    cards.map(([id, own]) => [id, own.map((card) => (isTile(card) ? { ...card, width: tileWidth } : card))]),
  );
}

function isTile({ shape }: Card): boolean {
  return shape === 'tile';
}

function cardsOfGroup(group: Group, view: View): readonly Card[] {
  const shape = shapeOf(group.id, group.nodes.length, view);
  const drafts = group.nodes.map((node) =>
    shape === 'beam' ? beamOf(node, group.title) : draftOf(node, shape),
  );
  const width = Math.max(...drafts.map((draft) => draft.width));
  const head = Math.max(...drafts.map((draft) => draft.head));
  const rowCount = Math.max(...drafts.map(({ rows }) => rows.length));
  const rowsHeight = rowCount === 0 ? 0 : rowCount * LINE_HEIGHT.row + PADDING;
  return drafts.map((draft) => ({ ...draft, head, width: even(width), height: even(head + rowsHeight) }));
}

function shapeOf(group: GroupId, count: number, view: View): Shape {
  if (group === 'gateway' && count === 1) return 'beam';
  if (view === 'logical') return 'tile';
  return group === 'storage' ? 'cylinder' : 'card';
}

/** A beam has room for everything beside each other: its rows are one line. */
function beamOf(node: PictureNode, title: string): Draft {
  const { maxPx } = TEXT.beam;
  const facts = node.rows.map(({ text, value }) => `${text} ${value}`);
  const lines = [shortenText(node.text, BEAM_NAME, maxPx)];
  const notes = [[title, node.note], facts]
    .map((words) => words.filter((word) => word !== '').join(' · '))
    .filter((line) => line !== '')
    .map((line) => shortenText(line, NOTE, maxPx));
  return sized({ node, shape: 'beam', lines, notes, rows: [] });
}

function draftOf(node: PictureNode, shape: Shape): Draft {
  const { maxPx, most } = TEXT[shape];
  const lines = wrapText(node.text, NAME, { maxPx, most });
  const notes =
    node.note === '' ? [] : wrapText(node.note, NOTE, { maxPx: NOTE_SHARE * maxPx, most: MOST_NOTES });
  return sized({ node, shape, lines, notes, rows: node.rows.map(fitRow) });
}

type Draft = Omit<Card, 'height'>;

/** Adds the size of what is above the rows, and the width of all. */
function sized(texts: Omit<Card, 'head' | 'width' | 'height'>): Draft {
  const { node, shape, lines, notes, rows } = texts;
  const name = shape === 'beam' ? BEAM_NAME : NAME;
  const text = Math.max(
    TEXT[shape].least,
    ...lines.map((line) => measureText(line, name)),
    ...notes.map((line) => measureText(line, NOTE)),
  );
  const textHeight = lines.length * LINE_HEIGHT.name + notes.length * LINE_HEIGHT.note;
  const head: Readonly<Record<Shape, number>> = {
    tile: PADDING + TILE_BADGE + TILE_GAP + textHeight + PADDING,
    card: Math.max(BADGE, textHeight) + 2 * PADDING,
    cylinder: LID * 2 + textHeight + 14,
    beam: textHeight + 26,
  };
  const beside = (shape === 'card' ? BADGE + BADGE_GAP : 0) + (node.state === null ? 0 : DOT_ROOM);
  const rowWidths = rows.map((row) => widthOfRow(row));
  return { ...texts, head: head[shape], width: Math.max(beside + text, ...rowWidths) + 2 * PADDING };
}

function fitRow({ text, value }: Row): Row {
  const room = MAX_ROW_WIDTH - (value === '' ? 0 : ROW_GAP);
  const shortValue = shortenText(value, NOTE, room * 0.6);
  return { text: shortenText(text, NOTE, room - measureText(shortValue, NOTE)), value: shortValue };
}

function widthOfRow({ text, value }: Row): number {
  return measureText(text, NOTE) + (value === '' ? 0 : ROW_GAP + measureText(value, NOTE));
}

/** Lines end in the middle of boxes: there are no half pixels there. */
function even(size: number): number {
  return 2 * Math.ceil(size / 2);
}
