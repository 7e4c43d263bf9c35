import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import type { FreePlace } from './free-places.ts';

/** A WSDL document as a list of texts: XML as it is written, and what may be any text, in turn. */
export type WsdlPieces = readonly string[];

/** Elements whose text is for people, or an example of data. */
const TEXT_ELEMENTS = ['documentation', 'example'];
/** Attributes that hold any text, by the element that has them. */
const TEXT_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['definitions', 'name'],
  ['operation', 'soapAction'],
  ['enumeration', 'value'],
]);

/** Returns a WSDL document in pieces, and the places of free texts among them. Throws an Error where it is no XML. */
export function readPieces(
  file: string,
  text: string,
): { readonly pieces: WsdlPieces; readonly places: readonly FreePlace[] } {
  const pieces: string[] = [];
  const places: FreePlace[] = [];
  let from = 0;
  for (const { start, end, value, sort } of holesIn(
    parseXml(text, { includeOffsets: true }).children,
    text,
  )) {
    pieces.push(text.slice(from, start), value);
    places.push({ way: [pieces.length - 1], sort: `${file}: ${sort}` });
    from = end;
  }
  return { pieces: [...pieces, text.slice(from)], places };
}

/** Returns the document that pieces make. */
export function joinPieces(pieces: WsdlPieces): string {
  return pieces.map((piece, at) => (at % 2 === 0 ? piece : escaped(piece))).join('');
}

/** Puts a text into documentation as whoever reads it has it. */
export function spacedText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

interface Hole {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly sort: string;
}

function holesIn(nodes: readonly unknown[], text: string): readonly Hole[] {
  return nodes.flatMap((node) => {
    if (!(node instanceof XmlElement)) return [];
    const name = node.name.replace(/^.*:/, '');
    const own = TEXT_ELEMENTS.includes(name) ? textsOf(node, name) : [];
    return [...attributesOf(node, name, text), ...own, ...holesIn(node.children, text)];
  });
}

function textsOf({ children }: XmlElement, sort: string): readonly Hole[] {
  return children.flatMap((child) =>
    child instanceof XmlText ? [{ start: child.start, end: child.end, value: child.text, sort }] : [],
  );
}

function attributesOf(element: XmlElement, name: string, text: string): readonly Hole[] {
  const attribute = TEXT_ATTRIBUTES.get(name);
  const value = attribute === undefined ? undefined : element.attributes[attribute];
  if (attribute === undefined || value === undefined) return [];
  const tag = new RegExp(`^<[^>]*?\\s${attribute}\\s*=\\s*["']`).exec(text.slice(element.start));
  if (tag === null) return [];
  const start = element.start + tag[0].length;
  const end = text.indexOf(text[start - 1] ?? '"', start);
  return [{ start, end, value, sort: `${name} ${attribute}` }];
}

/** Ends of lines are spelled out: a reader makes spaces of those in attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
