import type { ScalarNode } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';

/** A part of a text, as offsets into its value, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a part of a text is written. */
export interface Piece {
  readonly span: Span;
  /** True if the span covers the part and nothing else, letter by letter. */
  readonly exact: boolean;
}

/**
 * Returns where a part of a scalar's text is written. Where the text is written with escapes, folded or as a block, its
 * letters have no simple places: then the span is that of the whole scalar, and not exact.
 */
export function locate(node: ScalarNode, range: Range): Piece {
  const { source, start, end } = node.span;
  const value = String(node.value);
  const written = source.text.slice(start, end);
  const quote = /^["']/.test(written) ? 1 : 0;
  const inner = written.slice(quote, quote + value.length);
  if (inner !== value || written.length !== value.length + 2 * quote)
    return { span: node.span, exact: false };
  return {
    span: { source, start: start + quote + range.start, end: start + quote + range.end },
    exact: true,
  };
}
