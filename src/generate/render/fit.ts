import { LINE_WIDTH } from '../encode/place.ts';

/**
 * Returns a piece of code that a template wrote one item a line, ended by a line end, on one line where that is not too
 * long, as formatters do; else as it is.
 */
export function fitLines(piece: string): string {
  const joined = joinLines(piece);
  return joined.length <= LINE_WIDTH ? `${joined}\n` : piece;
}

function joinLines(piece: string): string {
  const [first = '', ...rest] = piece.trimEnd().split('\n');
  return rest.reduce((line, next) => {
    const item = next.trimStart();
    const opened = /[([]$/.test(line);
    const closes = /^[)\]}]/.test(item);
    if (closes) return `${line.replace(/,$/, '')}${item.startsWith('}') ? ' ' : ''}${item}`;
    return opened ? line + item : `${line} ${item}`;
  }, first);
}
