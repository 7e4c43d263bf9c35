import { escapeControl } from '../../diagnostics/escape-control.ts';
import { columnsOf, fitColumns } from './columns.ts';

/** What a drawing for the terminal is made of. */
export interface Pen {
  readonly strokes: Strokes;
  /** Columns of a whole line. */
  readonly width: number;
}

interface Strokes {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly across: string;
  readonly down: string;
  /** Before what is called, and what is called for an optional part. */
  readonly calls: string;
  readonly mayCall: string;
  /** Where a text is cut. */
  readonly cut: string;
  readonly dot: string;
}

export const LINE_STROKES: Strokes = {
  topLeft: '┌',
  topRight: '┐',
  bottomLeft: '└',
  bottomRight: '┘',
  across: '─',
  down: '│',
  calls: '→',
  mayCall: '⇢',
  cut: '…',
  dot: '·',
};

export const ASCII_STROKES: Strokes = {
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  across: '-',
  down: '|',
  calls: '->',
  mayCall: '..>',
  cut: '...',
  dot: '-',
};

/** Columns that a box leaves for what is in it. */
export function innerWidth({ width }: Pen): number {
  return width - 4;
}

/** Returns a text as it may stand on a terminal: on one line, control characters escaped, with the pen's own signs. */
export function plain(text: string, { strokes }: Pen): string {
  return escapeControl(text.replace(/\s/g, ' ')).replaceAll('·', strokes.dot);
}

/** Returns a box around some lines, with its title in the upper edge. */
export function boxAround(title: string, lines: readonly string[], pen: Pen): readonly string[] {
  const { topLeft, topRight, bottomLeft, bottomRight, across, down, cut } = pen.strokes;
  const inner = innerWidth(pen);
  const head = `${topLeft}${across} ${fitColumns(title, inner - 2, cut)} `;
  return [
    `${head}${across.repeat(pen.width - columnsOf(head) - 1)}${topRight}`,
    ...lines.map((line) => `${down} ${line}${' '.repeat(Math.max(0, inner - columnsOf(line)))} ${down}`),
    `${bottomLeft}${across.repeat(pen.width - 2)}${bottomRight}`,
  ];
}

/**
 * Returns a list on as many lines as it needs, commas or semicolons between its items. The first line starts with `lead`,
 * further ones are indented to its width; an item that is wider than a line is cut.
 */
export function listed(
  lead: string,
  items: readonly string[],
  pen: Pen,
  separator: ',' | ';' = ',',
): readonly string[] {
  const room = Math.max(8, innerWidth(pen) - columnsOf(lead));
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = fitColumns(item, room - 1, pen.strokes.cut) + (index === items.length - 1 ? '' : separator);
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(text) <= room)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  const indent = ' '.repeat(columnsOf(lead));
  return lines.map((line, index) => `${index === 0 ? lead : indent}${line}`);
}
