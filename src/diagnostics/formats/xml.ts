import { escapeControl } from '../escape-control.ts';

/** What XML 1.0 has no form for, apart from control characters: halves of surrogate pairs, and two that are no characters. */
const NO_CHARACTER = /\p{Cs}|[\uFFFE\uFFFF]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Returns a text for an attribute or an element of XML 1.0, on one line: control and format characters written out, what XML
 * cannot hold replaced by U+FFFD.
 */
export function escapeXml(text: string): string {
  return escapeControl(text)
    .replace(NO_CHARACTER, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replaceAll('\t', '&#9;');
}
