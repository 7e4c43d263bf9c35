const brand: unique symbol = Symbol('markup');

/** A piece of HTML or SVG that is safe to put into a page: only `markup` and `trusted` make one. */
export interface Markup {
  readonly [brand]: string;
}

/** What a template may hold: text and numbers are escaped, lists are joined, nothing (null, undefined, false) is left out. */
export type MarkupPart = string | number | Markup | null | undefined | false | readonly MarkupPart[];

/**
 * A tagged template for HTML and SVG that escapes every value unless it is `Markup` itself.
 * Attribute values must stand in double quotes.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += print(part) + (strings[index + 1] ?? '');
  return { [brand]: text };
}

/** Marks a text of our own making (a style sheet, a finished figure) as safe. Never for text from a blueprint. */
export function trusted(text: string): Markup {
  return { [brand]: text };
}

/** Returns the finished text. */
export function render(piece: Markup): string {
  return piece[brand];
}

/**
 * Returns the text with the characters that mean something in HTML and XML written as references. What XML 1.0
 * forbids (control characters, lone surrogates) becomes U+FFFD.
 */
export function escapeMarkup(text: string): string {
  const printable = text.replace(FORBIDDEN, (character) =>
    '\t\n\r'.includes(character) ? character : '\ufffd',
  );
  return printable.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? '');
}

const FORBIDDEN = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function print(part: MarkupPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeMarkup(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(print).join('');
  return part[brand];
}

function isList(part: Markup | readonly MarkupPart[]): part is readonly MarkupPart[] {
  return Array.isArray(part);
}
