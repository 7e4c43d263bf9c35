/** A cell of a table in text: what it says, how wide that is when printed, and to which side it is set. */
export interface Cell {
  readonly text: string;
  readonly align?: 'left' | 'right';
  /** Colours the padded text. */
  readonly paint?: (text: string) => string;
}

/**
 * Returns the rows as lines with aligned columns, two spaces apart and without trailing spaces. Widths are counted in
 * code points, before painting.
 */
export function alignColumns(rows: readonly (readonly Cell[])[], indent: string): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { text }] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, [...text].length);
  }
  return rows.map((row) => {
    const cells = row.map(({ text, align, paint }, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - [...text].length);
      const isLast = column === row.length - 1;
      const painted = paint === undefined || text === '' ? text : paint(text);
      return align === 'right' ? space + painted : isLast ? painted : painted + space;
    });
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}
