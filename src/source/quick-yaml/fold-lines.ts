import { Char } from './text-cursor.ts';

/** Joins lines as YAML folds them: a line end is a space, and n blank lines are n line ends. */
export function foldLines(lines: readonly string[]): string {
  const last = lines.length - 1;
  let folded = lines[0] ?? '';
  if (last > 0) folded = folded.slice(0, lastContent(folded));
  let blank = 0;
  for (let at = 1; at <= last; at++) {
    const line = lines[at] ?? '';
    const content = line.slice(firstContent(line), at < last ? lastContent(line) : undefined);
    if (content === '' && at < last) blank += 1;
    else {
      folded += (blank === 0 ? ' ' : '\n'.repeat(blank)) + content;
      blank = 0;
    }
  }
  return folded;
}

/** Returns the offset of the first character that is no space. */
export function firstContent(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === Char.space) at += 1;
  return at;
}

/** Returns the offset behind the last character that is no space. */
function lastContent(line: string): number {
  let at = line.length;
  while (line.charCodeAt(at - 1) === Char.space) at -= 1;
  return at;
}
