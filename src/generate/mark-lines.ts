/** Name of the helper that tells where a line of a template begins. */
export const LINE_HELPER = 'line';

/**
 * Returns a template in which each line that writes something begins by calling the helper `line` with its number, 1-based, so that
 * what is rendered can be traced back to it. Lines of nothing but blocks and comments stay as they are, since Handlebars takes
 * those away whole; so does what stands beside a `~`, which takes blanks away.
 */
export function markLines(template: string): string {
  const lines = template.split('\n');
  let isInside = false;
  return lines
    .map((line, at) => {
      const isMarked =
        !isInside && line.trim() !== '' && !isStandalone(line) && !isTrimmed(line, lines[at - 1]);
      isInside = endsInside(line, isInside);
      // A brace behind the call would be taken for its end.
      return isMarked ? line.replace(/^\}*/, (braces) => `${braces}{{${LINE_HELPER} ${at + 1}}}`) : line;
    })
    .join('\n');
}

/** Returns the column of a template at which a column of the same line stands when it is marked; both from 0. */
export function columnUnmarked(template: string, line: number, column: number): number {
  const plain = template.split('\n')[line - 1] ?? '';
  const marked = markLines(template).split('\n')[line - 1] ?? '';
  const start = /^\}*/.exec(plain)?.[0].length ?? 0;
  return column <= start ? column : Math.max(start, column - (marked.length - plain.length));
}

/** Nothing but one block's beginning, middle or end, or a comment. */
function isStandalone(line: string): boolean {
  return /^\s*\{\{~?\s*([#/^!]|else\b)/.test(line) && !/\}\}.*\S/.test(line);
}

function isTrimmed(line: string, before = ''): boolean {
  return line.includes('{{~') || line.includes('~}}') || before.trimEnd().endsWith('~}}');
}

/** True if a `{{` of a line is closed on a later one. */
function endsInside(line: string, wasInside: boolean): boolean {
  const opened = line.lastIndexOf('{{');
  const closed = line.lastIndexOf('}}');
  return opened === -1 && closed === -1 ? wasInside : opened > closed;
}
