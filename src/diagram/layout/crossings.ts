/** A block's place before there are pixels: its rank, and its column with the share of the way through its group. */
export interface Spot {
  readonly rank: number;
  readonly x: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
}

/** An order, drawn with straight lines. */
export interface Drawing {
  readonly lines: readonly Line[];
  readonly spots: ReadonlyMap<string, Spot>;
  /** Blocks over the whole width: their lines leave straight above where they go to. */
  readonly beams: ReadonlySet<string>;
}

/** What an order is judged by: first its crossings, then how far its lines go to the side. */
export interface Cost {
  readonly crossings: number;
  readonly length: number;
}

/**
 * Returns the crossings between straight lines and how far they go to the side. With `among`, only what these lines add,
 * with each other and with all others.
 */
export function costOf({ lines, spots, beams }: Drawing, among: readonly Line[] = lines): Cost {
  const straight = new Map(lines.map((line) => [line, straightLine(line, spots, beams)]));
  const done = new Set<Line>();
  let [crossings, length] = [0, 0];
  for (const line of among) {
    done.add(line);
    const one = straight.get(line) ?? null;
    if (one === null) continue;
    length += Math.abs(one.bottomX - one.topX);
    for (const other of lines) {
      const two = done.has(other) ? null : (straight.get(other) ?? null);
      if (two !== null && cross(one, two)) crossings += 1;
    }
  }
  return { crossings, length };
}

/** True if one order is better than another; as good is not better. */
export function isBetter(one: Cost, other: Cost): boolean {
  if (one.crossings !== other.crossings) return one.crossings < other.crossings;
  return one.length < other.length - 1e-9;
}

interface StraightLine {
  readonly top: number;
  readonly topX: number;
  readonly bottom: number;
  readonly bottomX: number;
}

/** Null: the line has no height, or an end that is no block. */
function straightLine(
  { from, to }: Line,
  spots: Drawing['spots'],
  beams: Drawing['beams'],
): StraightLine | null {
  const [a, b] = [spots.get(from), spots.get(to)];
  if (a === undefined || b === undefined || a.rank === b.rank) return null;
  const isDown = a.rank < b.rank;
  const [upper, lower] = isDown ? [a, b] : [b, a];
  const topX = beams.has(isDown ? from : to) ? lower.x : upper.x;
  return { top: upper.rank, topX, bottom: lower.rank, bottomX: lower.x };
}

function cross(one: StraightLine, two: StraightLine): boolean {
  const top = Math.max(one.top, two.top);
  const bottom = Math.min(one.bottom, two.bottom);
  if (top >= bottom) return false;
  const gapAt = (rank: number) => xAt(one, rank) - xAt(two, rank);
  return gapAt(top) * gapAt(bottom) < 0;
}

function xAt({ top, topX, bottom, bottomX }: StraightLine, rank: number): number {
  return topX + ((bottomX - topX) * (rank - top)) / (bottom - top);
}
