import type { Rect, Size } from '../layout/layout.ts';
import type { Card } from './card.ts';
import { INSET } from './titles.ts';

const GAP = 12;
/** Up to so many tiles stand in one row. */
const ONE_ROW = 5;

/** Returns the size of a frame that holds tiles, all equally large, in rows; `leastWidth` is what its title needs. */
export function tilesSize(cards: readonly Card[], leastWidth: number): Size {
  const { columns, rows, width, height } = gridOf(cards);
  return {
    width: Math.max(leastWidth, columns * (width + GAP) - GAP + 2 * INSET.side),
    height: INSET.head + rows * (height + GAP) - GAP + INSET.foot,
  };
}

/** Returns the tiles at their places in a frame, in the middle of it, each row centred. */
export function tilesIn(
  frame: Rect,
  cards: readonly Card[],
): readonly { readonly card: Card; readonly rect: Rect }[] {
  const { columns, rows, width, height } = gridOf(cards);
  const spare = frame.height - INSET.head - INSET.foot - rows * (height + GAP) + GAP;
  const top = frame.y + INSET.head + spare / 2;
  return cards.map((card, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, cards.length - row * columns);
    const left = frame.x + (frame.width - inRow * (width + GAP) + GAP) / 2;
    const x = left + (index % columns) * (width + GAP);
    return { card, rect: { x, y: top + row * (height + GAP), width, height } };
  });
}

function gridOf(cards: readonly Card[]): Size & { readonly columns: number; readonly rows: number } {
  const count = Math.max(1, cards.length);
  const columns = count <= ONE_ROW ? count : Math.ceil(count / Math.ceil(count / (ONE_ROW + 1)));
  const { width, height } = cards[0] ?? { width: 0, height: 0 };
  return { columns, rows: Math.ceil(count / columns), width, height };
}
