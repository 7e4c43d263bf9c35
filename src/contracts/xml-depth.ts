/**
 * Returns whether the elements of an XML text are nested deeper than a limit. It is asked before a text is parsed, since the
 * parser calls itself for each level. Linear in the text; what it says of a text that is not well-formed means nothing, but that
 * text is parsed no deeper than it says.
 */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const mark = MARKS.find(({ opens }) => text.startsWith(opens, at));
    if (mark === undefined) {
      const end = endOfTag(text, at);
      if (text[end - 1] !== '/') depth += 1;
      if (depth > limit) return true;
      at = end;
    } else {
      if (mark.opens === '</') depth -= 1;
      const end = text.indexOf(mark.closes, at);
      if (end === -1) return false;
      at = end;
    }
  }
  return false;
}

/** What starts with `<` and is no start of an element. */
const MARKS = [
  { opens: '</', closes: '>' },
  { opens: '<!--', closes: '-->' },
  { opens: '<![CDATA[', closes: ']]>' },
  { opens: '<?', closes: '?>' },
] as const;

/** Returns where the `>` of a tag stands that starts at a place: values of attributes may hold others. */
function endOfTag(text: string, start: number): number {
  const mark = /["'>]/g;
  mark.lastIndex = start;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '>') return found.index;
    const closing = text.indexOf(found[0], mark.lastIndex);
    if (closing === -1) break;
    mark.lastIndex = closing + 1;
  }
  return text.length;
}
