import { type Document, isScalar, type Node, Pair, parseDocument, visit } from 'yaml';
import { isOtherType } from '../generate/encode/yaml.ts';

/** Longer texts are no numbers, dates or words of another type. */
const LONGEST_OTHER = 64;

/**
 * Returns plain data as a node of a document. Texts are quoted that a reader of YAML 1.1 (Kubernetes, Compose) could take for
 * another type.
 */
export function newNode(document: Document, value: unknown): Node {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  visit(node, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && isAmbiguous(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return node;
}

/** Returns an entry of a map, its key as a text. */
export function newPair(document: Document, key: string, value: Node): Pair {
  return new Pair(newNode(document, key), value);
}

function isAmbiguous(text: string): boolean {
  if (text === '<<' || isOtherType(text)) return true;
  if (text.length > LONGEST_OTHER || !/^[\w.+~=<-][\w.+:~<=-]*(?:[ T][\d:.+Z-]+)*$/.test(text)) return false;
  const { contents } = parseDocument(text, { version: '1.1', logLevel: 'silent' });
  return !isScalar(contents) || typeof contents.value !== 'string';
}
