import { LINE_WIDTH } from './encode/place.ts';

/** Marks around what is put on one line where it fits. */
export const FIT_START = '\uE002';
export const FIT_END = '\uE003';

/**
 * Returns a rendered file with every marked piece of code, written in a template with one item a line, put on one line
 * where that is not too long, as formatters do.
 */
export function fitLines(text: string): string {
  return text.replace(/\uE002([^\uE002\uE003]*)\uE003/g, (_match, piece: string) => {
    const joined = joinLines(piece);
    return joined.length <= LINE_WIDTH ? `${joined}\n` : piece;
  });
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
