import type { LayoutGroup, LayoutRequest } from './layout.ts';
import type { Order } from './order.ts';

/** One row of blocks from the left to the right of the figure. */
export interface Band {
  readonly rank: number;
  /** 0 is the first row of its rank. */
  readonly row: number;
  /** Every group of the rank from left to right, though it may have no block left for this row. */
  readonly parts: readonly BandPart[];
  /** Room above the blocks for the head of a frame. */
  readonly head: number;
  /** Height of all of it: head, blocks and foot. */
  readonly height: number;
}

/** The blocks of one group in one row, from left to right. */
export interface BandPart {
  readonly group: LayoutGroup;
  readonly ids: readonly string[];
}

/** Free room between two blocks of a row. */
export const BLOCK_GAP = 22;
/** A row that is wider than that is broken, unless everything together is so much that it has to be. */
const MIN_BREAK_WIDTH = 1900;
/** Width over height of a large figure. */
const ASPECT = 1.8;
/** What lines and frames add to the height of a row, about. */
const ROW_EXTRA = 90;
/** Room above the second and further rows of a frame. */
const NEXT_ROW_HEAD = 8;

/**
 * Returns the rows of some groups, from top to bottom. A group with too many blocks for one row gets several, dealt
 * out one by one, so that each row keeps the order from left to right.
 */
export function bandsOf(
  groups: readonly LayoutGroup[],
  order: Order,
  inset: LayoutRequest['inset'],
): readonly Band[] {
  const limit = breakWidth(groups);
  const ranks = [...new Set(groups.map(({ rank }) => rank))];
  return ranks.flatMap((rank) => {
    const members = groups.filter((group) => group.rank === rank);
    const counts = rowCounts(members, limit);
    const tallest = Math.max(...members.flatMap(({ blocks }) => blocks.map(({ height }) => height)));
    return Array.from({ length: Math.max(...counts) }, (_, row): Band => {
      const head = row === 0 ? inset.head : Math.min(inset.head, NEXT_ROW_HEAD);
      const parts = members.map((group, index): BandPart => {
        const ids = (order.get(group.id) ?? []).filter((__, at) => at % (counts[index] ?? 1) === row);
        return { group, ids };
      });
      return { rank, row, parts, head, height: head + tallest + inset.foot };
    });
  });
}

function breakWidth(groups: readonly LayoutGroup[]): number {
  const areas = groups.flatMap(({ blocks }) =>
    blocks.map(({ width, height }) => (width + BLOCK_GAP) * (height + ROW_EXTRA)),
  );
  return Math.max(MIN_BREAK_WIDTH, Math.sqrt(ASPECT * areas.reduce((sum, area) => sum + area, 0)));
}

/** Returns how many rows each group of one rank gets, so that they fit side by side. */
function rowCounts(members: readonly LayoutGroup[], limit: number): readonly number[] {
  const rows = members.map(({ blocks }) => ({
    count: 1,
    most: blocks.length,
    cell: Math.max(...blocks.map(({ width }) => width)) + BLOCK_GAP,
  }));
  const widthOf = ({ count, most, cell }: (typeof rows)[number]) => Math.ceil(most / count) * cell;
  while (rows.reduce((sum, row) => sum + widthOf(row), 0) > limit) {
    const widest = rows
      .filter(({ count, most }) => count < most)
      .toSorted((a, b) => widthOf(b) - widthOf(a))[0];
    if (widest === undefined) break;
    widest.count += 1;
  }
  return rows.map(({ count }) => count);
}
