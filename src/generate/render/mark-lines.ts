import { lineMark } from './marks.ts';

/**
 * Returns a template in which each line that writes something begins with a mark, which is rendered as the text that it is, so that what
 * is rendered can be traced back to it: with its number, 1-based, and with how many lines this counts for, since of lines of nothing but
 * text each is followed by the next. Lines of nothing but blocks and comments stay as they are, since Handlebars takes those away whole;
 * so does what stands beside a `~`, which takes blanks away.
 */
export function markLines(template: string): string {
  const lines = template.split('\n');
  const writes = writingLines(lines);
  const isFollowed = (at: number) =>
    writes[at] === true && writes[at + 1] === true && !lines[at]?.includes('{{');
  return lines
    .map((line, at) => {
      if (writes[at] !== true || isFollowed(at - 1)) return line;
      let last = at;
      while (isFollowed(last)) last += 1;
      return lineMark(at + 1, last - at + 1) + line;
    })
    .join('\n');
}

/** Returns of each line whether it writes one, and whether it does so from its beginning. */
function writingLines(lines: readonly string[]): readonly boolean[] {
  let isInside = false;
  // The blanks that a `~` takes away may be whole lines.
  let before = '';
  return lines.map((line) => {
    const isBlank = line.trim() === '';
    const writes = !isInside && !isBlank && !isStandalone(line) && !isTrimmed(line, before);
    isInside = endsInside(line, isInside);
    if (!isBlank) before = line;
    return writes;
  });
}

/** Returns the column of a template at which a column of the same line stands when it is marked; both from 0. */
export function columnUnmarked(template: string, line: number, column: number): number {
  const plain = template.split('\n')[line - 1] ?? '';
  const marked = markLines(template).split('\n')[line - 1] ?? '';
  return Math.max(0, column - (marked.length - plain.length));
}

/** Nothing but one block's beginning, middle or end, or a comment. */
function isStandalone(line: string): boolean {
  return /^\s*\{\{~?\s*([#/^!]|else\b)/.test(line) && !/\}\}.*\S/.test(line);
}

function isTrimmed(line: string, before: string): boolean {
  return line.includes('{{~') || line.includes('~}}') || before.trimEnd().endsWith('~}}');
}

/** True if a `{{` of a line is closed on a later one. */
function endsInside(line: string, wasInside: boolean): boolean {
  const opened = line.lastIndexOf('{{');
  const closed = line.lastIndexOf('}}');
  return opened === -1 && closed === -1 ? wasInside : opened > closed;
}
