import type { Rect, Way } from '../layout/layout.ts';
import { measureText, type Type } from '../measure-text.ts';

export const TITLE: Type = { sizePx: 11.5, bold: true };
export const TITLE_LEADING = 13.5;
/** Room between a frame and what stands in it; the head holds the title. */
export const INSET = { head: 38, side: 16, foot: 16 };
/** From the left edge of the frame to its title, and from the title to the first line. */
const TITLE_LEFT = 14;
const TITLE_RIGHT = 9;

/** A frame's title: on one line, or on two where that is what fits. */
export interface FrameTitle {
  readonly lines: readonly string[];
  readonly x: number;
  /** Base line of the first line. */
  readonly y: number;
  readonly width: number;
  /** True where a line runs behind it, or it is wider than its frame. */
  readonly isCrossed: boolean;
}

/** A title that is not wider stands on one line. */
const ONE_LINE = 118;

/** Returns how far from the left edge of its frame a line may come in, so that the title fits before it. */
export function titleRoom(title: string): number {
  const whole = widthOf([title]);
  return TITLE_LEFT + (whole <= ONE_LINE ? whole : widthOf(onTwoLines(title))) + TITLE_RIGHT;
}

/** Returns a title at the left of its frame, on one line if no line of the picture runs through it, else on two. */
export function placeTitle(title: string, frame: Rect, ways: readonly Way[]): FrameTitle {
  const onOneLine = placed([title], frame, ways);
  return onOneLine.isCrossed ? placed(onTwoLines(title), frame, ways) : onOneLine;
}

function placed(lines: readonly string[], frame: Rect, ways: readonly Way[]): FrameTitle {
  const x = frame.x + TITLE_LEFT;
  const y = frame.y + (lines.length === 1 ? 23 : 17);
  const width = widthOf(lines);
  const height = y - frame.y + TITLE_LEADING * (lines.length - 1) + 4;
  const area = { x: x - 3, y: frame.y, width: width + 6, height };
  const isTooWide = area.x + area.width > frame.x + frame.width;
  return { lines, x, y, width, isCrossed: isTooWide || ways.some((way) => runsThrough(way, area)) };
}

/** Broken at the space that makes the wider of the two lines narrowest. */
function onTwoLines(title: string): readonly string[] {
  const breaks = [...title.matchAll(/ /g)].map(({ index }) => [
    title.slice(0, index),
    title.slice(index + 1),
  ]);
  return [[title], ...breaks].toSorted((a, b) => widthOf(a) - widthOf(b))[0] ?? [title];
}

function widthOf(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => measureText(line, TITLE)));
}

function runsThrough({ points }: Way, { x, y, width, height }: Rect): boolean {
  return points.slice(1).some((to, index) => {
    const from = points[index] ?? to;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return left < x + width && right > x && top < y + height && bottom > y;
  });
}
