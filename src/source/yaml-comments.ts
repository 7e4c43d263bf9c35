import { CST, Lexer } from 'yaml';
import { LIMITS } from './limits.ts';
import type { Source, Span } from './source.ts';

/**
 * Returns the comments of a YAML text, each from its `#` to the end of its line, in order. What looks like one inside of a
 * text, quoted or not, is none. For a text with more tokens than are read, those of its beginning.
 */
export function commentsOf(source: Source): readonly Span[] {
  const comments: Span[] = [];
  let offset = 0;
  let count = 0;
  let isContent = false;
  for (const token of new Lexer().lex(source.text)) {
    count += 1;
    if (count > LIMITS.tokens) break;
    // The token after the mark for a plain scalar is its text, whatever it looks like.
    const type: string | null = isContent ? null : CST.tokenType(token);
    isContent = type === 'scalar';
    if (type === 'comment') comments.push({ source, start: offset, end: offset + token.length });
    // Marks stand for nothing in the text.
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') offset += token.length;
  }
  return comments;
}
