import type { Node } from '../../src/source/parsed-document.ts';
import type { Span } from '../../src/source/source.ts';

/** Returns whether two trees have the same values, keys and places. */
export function sameTree(one: Node, other: Node): boolean {
  if (!sameSpan(one.span, other.span)) return false;
  if (one.type === 'scalar') return other.type === 'scalar' && Object.is(one.value, other.value);
  if (one.type === 'list') {
    if (other.type !== 'list' || one.items.length !== other.items.length) return false;
    return one.items.every((item, at) => sameItem(item, other.items[at]));
  }
  if (other.type !== 'map' || one.entries.size !== other.entries.size) return false;
  const others = [...other.entries.values()];
  return [...one.entries.values()].every((entry, at) => {
    const match = others[at];
    return (
      match !== undefined &&
      entry.key === match.key &&
      sameSpan(entry.keySpan, match.keySpan) &&
      sameTree(entry.value, match.value)
    );
  });
}

function sameItem(one: Node, other: Node | undefined): boolean {
  return other !== undefined && sameTree(one, other);
}

function sameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
