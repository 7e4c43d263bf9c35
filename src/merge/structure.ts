import { parseYaml } from '../source/parse-yaml.ts';
import type { Node } from '../source/parsed-document.ts';
import { createSource, type Source } from '../source/source.ts';
import { readJson } from './read-json.ts';

/** How a file is read whose structure is known. */
export type Syntax = 'json' | 'yaml';

/** Returns how a file is read, by the ending of its path; null: by line. */
export function syntaxOf(path: string): Syntax | null {
  if (/\.json$/i.test(path)) return 'json';
  return /\.ya?ml$/i.test(path) ? 'yaml' : null;
}

/**
 * Returns the tree of a text, or null where it is not understood as a whole: mistakes, keys that are written twice, and in
 * YAML several documents, tags, anchors, and values that are left out in a list. Line ends must be plain, see `plainText`.
 */
export function readStructure(text: string, syntax: Syntax): Node | null {
  const source = createSource('', text);
  if (syntax === 'json') return readJson(source);
  if (/(?:^|[\s[{,])[&*][^\s,\]}]/.test(text) || /^(?:---|\.\.\.)/m.test(text)) return null;
  const root = parseOne(source);
  return root !== null && hasAllItems(root) ? root : null;
}

/** True if a text can be read, as all of its documents: no mistakes, no key written twice. */
export function isSound(text: string, syntax: Syntax): boolean {
  if (syntax === 'json') return readJson(createSource('', text)) !== null;
  const documents = text.split(/^---(?=\s)[^\n]*\n/m);
  return documents.every(
    (one) => /^(?:\s*(?:#.*)?\n)*\s*$/.test(one) || parseOne(createSource('', one)) !== null,
  );
}

function parseOne(source: Source): Node | null {
  let hasMistake = false;
  const document = parseYaml(source, () => {
    hasMistake = true;
  });
  return hasMistake || document === null ? null : document.root;
}

function hasAllItems(node: Node): boolean {
  if (node.type === 'scalar') return true;
  if (node.type === 'map') return [...node.entries.values()].every(({ value }) => hasAllItems(value));
  return node.items.every((item) => !isLeftOut(item) && hasAllItems(item));
}

/** True for a value that is null because nothing is written; its span is then not its own. */
export function isLeftOut(node: Node): boolean {
  return node.type === 'scalar' && node.value === null && !/^(?:~|null)$/i.test(written(node));
}

/** Returns a node as it is written, without the end of its last line. */
export function written({ span }: Node): string {
  return span.source.text.slice(span.start, span.end).replace(/\n$/, '');
}

/** True if two nodes mean the same; the order of keys does not matter. A number is the same where nothing is lost of it. */
export function isSame(one: Node, other: Node): boolean {
  if (one === other) return true;
  if (one.type === 'scalar') {
    if (other.type !== 'scalar' || one.value !== other.value) return false;
    return (
      typeof one.value !== 'number' || Number.isSafeInteger(one.value) || written(one) === written(other)
    );
  }
  if (one.type === 'list') {
    if (other.type !== 'list' || one.items.length !== other.items.length) return false;
    return one.items.every((item, index) => isSameOrNone(item, other.items[index]));
  }
  if (other.type !== 'map' || one.entries.size !== other.entries.size) return false;
  return [...one.entries].every(([key, { value }]) => isSameOrNone(value, other.entries.get(key)?.value));
}

/** As `isSame`, for what may not be there. */
export function isSameOrNone(one: Node | undefined, other: Node | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSame(one, other);
}
