import type { Tier } from '../model/model.ts';
import { type DiagramNode, fullHeight } from './nodes.ts';
import { type Link, orderGroups } from './order.ts';
import { columnOf, levelOf, tiersInOrder } from './placement.ts';

/** A box at its place: `x` and `y` are its left upper corner. */
export interface PlacedNode extends DiagramNode {
  readonly x: number;
  readonly y: number;
  /** Index of the strip it stands in. */
  readonly strip: number;
}

/** A band of the figure from one edge to the other that holds one row of boxes; between strips there are no boxes. */
export interface Strip {
  readonly top: number;
  readonly bottom: number;
}

/** The frame around a tier. */
export interface Frame {
  readonly tier: Tier;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly nodes: readonly PlacedNode[];
  /** From top to bottom. */
  readonly strips: readonly Strip[];
  readonly frames: readonly Frame[];
  readonly width: number;
  readonly height: number;
}

const MARGIN = 16;
const COLUMN_GAP = 36;
const FRAME_PAD = 18;
const FRAME_HEAD = 38;
/** Free height between the frames of two tiers, between two rows of one tier, and above a tier beside another. */
const CHANNEL = 54;
const ROW_GAP = 52;
const MIN_CHANNEL = 64;
const BOX_GAP: Readonly<Record<'main' | 'side' | 'whole', number>> = { main: 30, side: 18, whole: 24 };
const GATEWAY_MIN_WIDTH = 240;
const COLUMN_MIN_WIDTH = 340;
const DEVICES_MIN_WIDTH = 240;

interface TierRows {
  readonly tier: Tier;
  readonly rows: readonly (readonly DiagramNode[])[];
  readonly perRow: number;
  /** Width that the rows need without frame. */
  readonly needed: number;
}

/** Returns every box at its place: tiers from top to bottom, the mobile services beside frontends and integrations. */
export function placeNodes(nodes: readonly DiagramNode[], links: readonly Link[]): Grid {
  const tiers = orderTiers(nodes, links).map(breakRows);
  const columns = columnsOf(tiers);
  const levels = [...new Set(tiers.map(({ tier }) => levelOf(tier)))].sort((a, b) => a - b);
  const strips: Strip[] = [];
  const placed: PlacedNode[] = [];
  const frames: Frame[] = [];
  let above: Above = { frameTop: MARGIN, frameBottom: MARGIN - CHANNEL, stripBottom: -Infinity };
  for (const level of levels) {
    const members = tiers.filter(({ tier }) => levelOf(tier) === level);
    const bands = stack(members, above);
    for (const member of members) {
      placed.push(...placeTier(member, bands, columns, strips.length));
      const frame = frameOf(member, bands, columns, above);
      if (frame !== null) frames.push(frame);
    }
    strips.push(...bands);
    above = below(members, bands, frames);
  }
  return {
    nodes: placed,
    strips,
    frames,
    width: columns.whole.right + MARGIN,
    height: above.frameBottom + MARGIN,
  };
}

function orderTiers(nodes: readonly DiagramNode[], links: readonly Link[]) {
  const tiers = tiersInOrder().filter((tier) => nodes.some((node) => node.tier === tier));
  const hasSide = tiers.some((tier) => columnOf(tier) === 'side');
  const hasMain = tiers.some((tier) => columnOf(tier) === 'main');
  const groups = tiers.map((tier) => ({
    nodes: nodes.filter((node) => node.tier === tier),
    left: columnOf(tier) === 'side' && hasMain ? 0.5 : 0,
    right: columnOf(tier) === 'main' && hasSide ? 0.5 : 1,
  }));
  return orderGroups(groups, links).map((group, index) => ({ tier: tiers[index], nodes: group.nodes }));
}

function breakRows({ tier, nodes }: { tier: Tier | undefined; nodes: readonly DiagramNode[] }): TierRows {
  const known = tier ?? 'devices';
  const most =
    known === 'gateway' ? 4 : nodes.length <= 6 ? nodes.length : Math.ceil(Math.sqrt(nodes.length * 1.7));
  const rowCount = Math.ceil(nodes.length / most);
  const perRow = Math.ceil(nodes.length / rowCount);
  const rows = Array.from({ length: rowCount }, (_, row) => nodes.slice(row * perRow, (row + 1) * perRow));
  const width = Math.max(...nodes.map((node) => (known === 'gateway' ? GATEWAY_MIN_WIDTH : node.width)));
  return { tier: known, rows, perRow, needed: perRow * (width + BOX_GAP[columnOf(known)]) };
}

interface Span {
  readonly left: number;
  readonly right: number;
}

type Columns = Readonly<Record<'main' | 'side' | 'whole', Span>>;

/** Widths of the two columns; where the tiers that span both need more, the main one is widened. */
function columnsOf(tiers: readonly TierRows[]): Columns {
  const need = (column: 'main' | 'side' | 'whole') => {
    const widths = tiers
      .filter(({ tier }) => columnOf(tier) === column)
      .map(({ needed }) => needed + 2 * FRAME_PAD);
    return widths.length === 0 ? 0 : Math.max(COLUMN_MIN_WIDTH, ...widths);
  };
  const side = need('side');
  const gap = side > 0 && need('main') > 0 ? COLUMN_GAP : 0;
  const spare = Math.max(0, need('whole') - need('main') - side - gap);
  const main = need('main') + (need('main') > 0 ? spare : 0);
  const mainRight = MARGIN + main;
  const sideRight = mainRight + gap + side + (main > 0 ? 0 : spare);
  return {
    main: { left: MARGIN, right: mainRight },
    side: { left: mainRight + gap, right: sideRight },
    whole: { left: MARGIN, right: sideRight },
  };
}

/** Where the level above ends. */
interface Above {
  readonly frameTop: number;
  readonly frameBottom: number;
  readonly stripBottom: number;
}

/** Returns the strips of one level. Boxes stand on the bottom of their strip, so rows of unlike height align there. */
function stack(members: readonly TierRows[], above: Above): readonly Strip[] {
  const heightOf = (member: TierRows, row: number) =>
    Math.max(0, ...(member.rows[row] ?? []).map(fullHeight));
  const bottoms = members.map((member) => {
    const height = heightOf(member, 0);
    if (member.tier === 'gateway') return above.frameBottom + CHANNEL + height;
    if (isBeside(member.tier) && above.stripBottom > 0) return above.stripBottom + MIN_CHANNEL + height;
    return above.frameBottom + CHANNEL + FRAME_HEAD + height;
  });
  const tallest = (row: number) => Math.max(...members.map((member) => heightOf(member, row)));
  const strips: Strip[] = [];
  let bottom = Math.max(...bottoms);
  const rowCount = Math.max(...members.map(({ rows }) => rows.length));
  for (let row = 0; row < rowCount; row += 1) {
    if (row > 0) bottom += ROW_GAP + tallest(row);
    strips.push({ top: bottom - tallest(row), bottom });
  }
  return strips;
}

/** Mobile services stand beside two tiers of the main column: their frame starts beside the upper one. */
function isBeside(tier: Tier): boolean {
  return tier === 'mobileServices';
}

function placeTier(
  member: TierRows,
  bands: readonly Strip[],
  columns: Columns,
  firstStrip: number,
): readonly PlacedNode[] {
  const { left, right } = columns[columnOf(member.tier)];
  const inner = { left: left + FRAME_PAD, right: right - FRAME_PAD };
  const compact = member.tier === 'devices' || member.tier === 'providers';
  const isBeam = member.tier === 'gateway';
  const span = isBeam ? { left, right } : inner;
  const cell = compact ? member.needed / member.perRow : (span.right - span.left) / member.perRow;
  return member.rows.flatMap((row, rowIndex) => {
    const start = (span.left + span.right - cell * row.length) / 2;
    const bottom = bands[rowIndex]?.bottom ?? 0;
    return row.map((node, index) => {
      const gap = row.length === 1 ? 0 : BOX_GAP.whole;
      const width = isBeam ? (span.right - span.left - gap * (row.length - 1)) / row.length : node.width;
      const x = isBeam ? span.left + index * (width + gap) : start + cell * (index + 0.5) - width / 2;
      return { ...node, width, x, y: bottom - fullHeight(node), strip: firstStrip + rowIndex };
    });
  });
}

function frameOf(member: TierRows, bands: readonly Strip[], columns: Columns, above: Above): Frame | null {
  if (member.tier === 'gateway') return null;
  const column = columns[columnOf(member.tier)];
  const firstHeight = Math.max(...(member.rows[0] ?? []).map(fullHeight));
  const ownTop = (bands[0]?.bottom ?? 0) - firstHeight - FRAME_HEAD;
  const top =
    isBeside(member.tier) && above.stripBottom > 0 && above.frameTop > MARGIN ? above.frameTop : ownTop;
  const bottom = (bands[member.rows.length - 1]?.bottom ?? 0) + FRAME_PAD;
  const width =
    member.tier === 'devices'
      ? Math.max(DEVICES_MIN_WIDTH, member.needed + 2 * FRAME_PAD)
      : column.right - column.left;
  const x = (column.left + column.right - width) / 2;
  return { tier: member.tier, x, y: Math.min(top, ownTop), width, height: bottom - Math.min(top, ownTop) };
}

function below(members: readonly TierRows[], bands: readonly Strip[], frames: readonly Frame[]): Above {
  const tiers = new Set(members.map(({ tier }) => tier));
  const own = frames.filter(({ tier }) => tiers.has(tier));
  const stripBottom = bands.at(-1)?.bottom ?? 0;
  const isFramedMain = own.some(({ tier }) => columnOf(tier) === 'main');
  return {
    // Only a tier of the main column leaves room beside itself.
    frameTop: isFramedMain ? Math.min(...own.map(({ y }) => y)) : 0,
    frameBottom: Math.max(stripBottom, ...own.map((frame) => frame.y + frame.height)),
    stripBottom,
  };
}
