import type { Size } from '../layout/layout.ts';
import { measureText, shortenText, type Type } from '../measure-text.ts';
import type { Link } from '../picture.ts';

export const LABEL: Type = { sizePx: 10, bold: true };
export const LABEL_LEADING = 12.5;
const MAX_WIDTH = 170;
const MARGIN = { x: 5, y: 2 };

/** Returns the lines of a link's label as they are drawn; the tooltip has them in full. */
export function labelLines({ label }: Link): readonly string[] {
  return label.map((line) => shortenText(line, LABEL, MAX_WIDTH));
}

/** Returns how much room a link's label takes; null where it has none. */
export function labelSize(link: Link): Size | null {
  const lines = labelLines(link);
  if (lines.length === 0) return null;
  const width = Math.max(...lines.map((line) => measureText(line, LABEL)));
  return { width: 2 * Math.ceil(width / 2 + MARGIN.x), height: lines.length * LABEL_LEADING + 2 * MARGIN.y };
}
