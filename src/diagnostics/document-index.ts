import { parseCarefully } from '../source/parse-yaml.ts';
import type { MapEntry, MapNode, Node } from '../source/parsed-document.ts';
import { parseQuickYaml } from '../source/quick-yaml/parse-quick-yaml.ts';
import type { Source } from '../source/source.ts';

/** An entry with the map that holds it. */
export interface Located {
  readonly entry: MapEntry;
  /** All entries of the map, this one among them, in the order of the text. */
  readonly siblings: readonly MapEntry[];
  readonly map: MapNode;
}

/** The entries of a text's maps, by the offset at which they start. */
export interface DocumentIndex {
  readonly byKey: ReadonlyMap<number, Located>;
  /** By the offset of the value; not those whose value is a block, which starts where its own first entry does. */
  readonly byValue: ReadonlyMap<number, Located>;
  /** The maps themselves, by their offset. */
  readonly maps: ReadonlyMap<number, MapNode>;
}

/** A text that the quick parser leaves to the careful one is read again for edits up to this length only. */
const LONGEST_CAREFUL = 200_000;
/** Anchors make one piece of text stand in several places: what looks like one is enough to leave the text alone. */
const ANCHOR = /(^|[\s,[{])&[^\s,[\]{}]/m;

const known = new WeakMap<Source, DocumentIndex | null>();

/**
 * Returns where the entries of a text are, for edits of it; null where the text is not sound YAML, has anchors, or is too
 * long and too odd to be read twice. Made when it is first asked for, once a source: a text without findings is read once.
 */
export function documentIndex(source: Source): DocumentIndex | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  const root = rootOf(source);
  const index = root === null ? null : indexOf(root);
  known.set(source, index);
  return index;
}

function rootOf(source: Source): Node | null {
  const quick = parseQuickYaml(source);
  if (quick !== null) return quick;
  if (source.text.length > LONGEST_CAREFUL || ANCHOR.test(source.text)) return null;
  let isSound = true;
  const document = parseCarefully(source, () => {
    isSound = false;
  });
  return isSound && document !== null ? document.root : null;
}

/** Recurses as deep as the text is nested, which parsing has bounded. Null where a key is odd. */
function indexOf(root: Node): DocumentIndex | null {
  const byKey = new Map<number, Located>();
  const byValue = new Map<number, Located>();
  const maps = new Map<number, MapNode>();
  let isWritten = true;
  const visit = (node: Node) => {
    if (node.type === 'list') for (const item of node.items) visit(item);
    if (node.type !== 'map') return;
    maps.set(node.span.start, node);
    const siblings = [...node.entries.values()];
    for (const entry of siblings) {
      const located = { entry, siblings, map: node };
      isWritten &&= hasColon(entry);
      byKey.set(entry.keySpan.start, located);
      if (!isBlock(entry.value)) byValue.set(entry.value.span.start, located);
      visit(entry.value);
    }
  };
  visit(root);
  return isWritten ? { byKey, byValue, maps } : null;
}

/** False for keys that are not written, and for those on several lines or without a colon of their own. */
function hasColon({ key, keySpan }: MapEntry): boolean {
  const { text } = keySpan.source;
  let at = keySpan.end;
  while (text[at] === ' ') at += 1;
  return key !== '' && text[at] === ':';
}

/** True for a map or a list that is written without brackets. */
export function isBlock(node: Node): boolean {
  if (node.type === 'scalar') return false;
  const first = node.span.source.text[node.span.start];
  return first !== '{' && first !== '[';
}
