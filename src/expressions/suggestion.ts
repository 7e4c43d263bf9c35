import type { Fix } from '../diagnostics/diagnostic.ts';
import { fixOf } from '../diagnostics/edits.ts';
import { nearIn, type Suggest } from '../diagnostics/suggest.ts';
import type { ModelExpression } from './model-expressions.ts';
import type { Place } from './tree.ts';
import { writtenPlace } from './written-place.ts';

/** A name in an expression that means nothing. */
export interface WrongName {
  readonly name: string;
  /** Of the name, or of it in quotes. */
  readonly at: Place;
  readonly known: () => Iterable<string>;
  /** What the known names are, before a list of them: `it has`. */
  readonly what: string;
}

/** Returns what a wrong name most likely means, as the hint and the fix of a finding; nothing where nobody can tell. */
export function suggestionFor(
  expression: ModelExpression,
  { name, at, known, what }: WrongName,
  suggest: Suggest,
): { readonly hint?: string; readonly fix?: Fix } {
  const hint = suggest(name, known, what);
  const near = nearIn(hint);
  if (hint === undefined || near === null) return hint === undefined ? {} : { hint };
  return { hint, ...replacement(expression, { at, from: name, to: near }) };
}

/** Returns the fix that puts a name in the place of another; nothing where the other does not stand there letter by letter. */
export function replacement(
  { span, text }: ModelExpression,
  { at, from, to }: { readonly at: Place; readonly from: string; readonly to: string },
): { readonly fix?: Fix } {
  const quotes = (at.end - at.start - from.length) / 2;
  const place = { start: at.start + quotes, end: at.end - quotes };
  const isName = /^\$?[A-Za-z_]\w*$/.test(to) || quotes > 0;
  if (text.slice(place.start, place.end) !== from || !isName || /["'`\\\n]/.test(to)) return {};
  const written = writtenPlace(span, text, place);
  if (!written.isExact) return {};
  const edits = [{ span: written.span, text: to }];
  return fixOf({ title: `replace "${from}" with "${to}"`, safety: 'suggestion', edits });
}
