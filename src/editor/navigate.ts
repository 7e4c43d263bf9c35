import { type Location, type Range, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import type { Occurrence, SymbolKind } from '../blueprint/occurrences.ts';
import { ELEMENT_NAME, OPERATION_NAME, PART_NAME, PLAIN_NAME } from '../blueprint/schema/forms.ts';
import { formerNameEdits } from './former-names.ts';
import { type OpenDocument, occurrenceAt } from './open-document.ts';
import { toLocation, toRange, toTextEdit } from './places.ts';

/** Returns where the thing that is named at an offset is declared; nothing for what no text declares. */
export function definitionsAt(document: OpenDocument, offset: number): readonly Location[] {
  return sameAs(document, occurrenceAt(document, offset))
    .filter((other) => other.role === 'definition')
    .map((other) => toLocation(document.uri, other.span));
}

/** Returns every place that names what is named at an offset, in the order of the text. */
export function referencesAt(
  document: OpenDocument,
  offset: number,
  withDefinition: boolean,
): readonly Location[] {
  return sameAs(document, occurrenceAt(document, offset))
    .filter((other) => withDefinition || other.role === 'reference')
    .map((other) => toLocation(document.uri, other.span));
}

/** Returns the range of the name at an offset and the name, or null where nothing can be renamed. */
export function renameableAt(
  document: OpenDocument,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | null {
  const found = occurrenceAt(document, offset);
  if (found === null || !isRenameable(document, found)) return null;
  return { range: toRange(found.span), placeholder: found.name };
}

/**
 * Returns the edits that give the thing named at an offset another name wherever it is named. An element that was generated, as
 * `wasGenerated` says of its name, says in `formerly` what it was called. Throws a ResponseError with a sentence for the user where the
 * name is taken or has not the form of such names, or where a place cannot be edited.
 */
export function renameAt(
  document: OpenDocument,
  offset: number,
  { name, wasGenerated }: { readonly name: string; readonly wasGenerated: (element: string) => boolean },
): WorkspaceEdit {
  const found = occurrenceAt(document, offset);
  if (found === null || !isRenameable(document, found))
    throw refused('there is nothing here that Lintel can rename');
  if (!new RegExp(FORMS[found.kind]).test(name))
    throw refused(`"${name}" is no name of this kind: ${WORDS[found.kind]}`);
  const symbol = `${found.symbol.slice(0, -found.name.length)}${name}`;
  if (name !== found.name && isTaken(document, found.kind, symbol))
    throw refused(`there is another "${name}" already`);
  const places = sameAs(document, found);
  if (!places.every(({ exact }) => exact)) {
    throw refused(
      `"${found.name}" is written with escapes or over several lines somewhere: rename it by hand`,
    );
  }
  const edits = places.map(({ span }) => ({ range: toRange(span), newText: name }));
  const key = places.find(({ role }) => role === 'definition')?.span;
  const former =
    found.kind !== 'element' || key === undefined
      ? []
      : formerNameEdits(key, { from: found.name, to: name, wasGenerated: wasGenerated(found.name) });
  return { changes: { [document.uri]: [...edits, ...former.map(toTextEdit)] } };
}

const LABEL = 'lower-case letters, digits and hyphens, starting with a letter';

const FORMS: Readonly<Record<SymbolKind, string>> = {
  element: ELEMENT_NAME,
  operation: OPERATION_NAME,
  plan: PLAIN_NAME,
  journey: PLAIN_NAME,
  part: PART_NAME,
  network: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
};

const WORDS: Readonly<Record<SymbolKind, string>> = {
  element: LABEL,
  operation: 'letters, digits, hyphens and underscores, starting with a letter',
  plan: 'letters, digits, dots, hyphens and underscores',
  journey: 'letters, digits, dots, hyphens and underscores',
  part: 'letters, digits and underscores, starting with a letter',
  network: 'lower-case letters, digits and hyphens',
};

/** What no text declares (an operation of a contract, a preset) has a name that others rely on; a part is in expressions. */
function isRenameable(document: OpenDocument, found: Occurrence): boolean {
  if (found.kind === 'part') return false;
  return sameAs(document, found).some((other) => other.role === 'definition');
}

/** Elements share one set of names, whatever their tier. */
function isTaken({ occurrences }: OpenDocument, kind: SymbolKind, symbol: string): boolean {
  return occurrences.some(
    (other) => other.kind === kind && other.role === 'definition' && other.symbol === symbol,
  );
}

function sameAs({ occurrences }: OpenDocument, found: Occurrence | null): readonly Occurrence[] {
  return found === null ? [] : occurrences.filter(({ symbol }) => symbol === found.symbol);
}

/** `RequestFailed` of the protocol: its message is shown to the user. */
function refused(message: string): ResponseError<void> {
  return new ResponseError(-32803, message);
}
