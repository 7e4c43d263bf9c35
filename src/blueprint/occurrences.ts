import type { MapEntry, MapNode, Node } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';
import { asText, entriesAt, entryAt, itemsAt, mapsAt, textAt } from './fields.ts';
import { locate, type Piece, type Range } from './text-pieces.ts';

/** What a name in a blueprint stands for. */
export type SymbolKind = 'element' | 'operation' | 'plan' | 'journey' | 'part' | 'network';

/** One place where something that the blueprint declares is named. */
export interface Occurrence {
  readonly kind: SymbolKind;
  /** The same for all places of one thing and for nothing else, e.g. `operation:crm-integration.getCustomer`. */
  readonly symbol: string;
  readonly name: string;
  readonly role: 'definition' | 'reference';
  /** Of the name alone. */
  readonly span: Span;
  /** False: the text is written with escapes or over several lines, so that the span covers more than the name. */
  readonly exact: boolean;
}

/**
 * Returns every place that names something, declared or not, in the order of the text. Looks at the written tree alone:
 * a blueprint with mistakes has occurrences too. A part in an expression and an operation of a contract are not among them.
 */
export function occurrencesOf(root: MapNode): readonly Occurrence[] {
  return [
    ...devices(root),
    ...gateways(root),
    ...frontends(root),
    ...integrations(root),
    ...keys(root, 'mobileServices', (name) => ({ kind: 'element', owner: '', name })),
    ...keys(root, 'backends', (name) => ({ kind: 'element', owner: '', name })),
    ...keys(root, 'networks', (name) => ({ kind: 'network', owner: '', name })),
    ...objectives(root),
    ...faults(root),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** A thing by its kind, by what it belongs to, and by its name. */
interface Named {
  readonly kind: SymbolKind;
  readonly owner: string;
  readonly name: string;
}

const element = (name: string): Named => ({ kind: 'element', owner: '', name });

function devices(root: MapNode): readonly Occurrence[] {
  const only = entriesAt(root, 'gateway').map((entry) => entry.key);
  return [
    ...keys(root, 'devices', element),
    ...mapsAt(root, 'devices').flatMap(({ value }) => [
      ...textPieces(value, 'gateway', element),
      ...textPieces(value, 'plan', (name) => ({
        kind: 'plan',
        owner: textAt(value, 'gateway') ?? only[0] ?? '',
        name,
      })),
      ...keys(value, 'journeys', (name) => ({ kind: 'journey', owner: '', name })),
      ...keys(value, 'networks', (name) => ({ kind: 'network', owner: '', name }), 'reference'),
    ]),
  ];
}

function gateways(root: MapNode): readonly Occurrence[] {
  return [
    ...keys(root, 'gateway', element),
    ...mapsAt(root, 'gateway').flatMap(({ key, value }) => [
      ...textPieces(value, 'authenticates', element),
      ...keys(value, 'plans', (name) => ({ kind: 'plan', owner: key, name })),
      ...mapsAt(value, 'routes').flatMap((route) => textPieces(route.value, 'to', element)),
    ]),
  ];
}

function frontends(root: MapNode): readonly Occurrence[] {
  return [
    ...keys(root, 'frontends', element),
    ...mapsAt(root, 'frontends').flatMap(({ key, value }) => [
      ...keys(value, 'operations', (name) => ({ kind: 'operation', owner: key, name })),
      ...mapsAt(value, 'operations').flatMap((operation) =>
        parts(`${key}.${operation.key}`, operation.value),
      ),
    ]),
  ];
}

function parts(owner: string, operation: MapNode): readonly Occurrence[] {
  const part = (name: string): Named => ({ kind: 'part', owner, name });
  return [
    ...keys(operation, 'gathers', part),
    ...mapsAt(operation, 'gathers').flatMap(({ value }) => {
      const after = value.entries.get('after')?.value;
      const waitedFor = after?.type === 'list' ? after.items : after ? [after] : [];
      return [...operationPieces(value, 'from'), ...waitedFor.flatMap((node) => wholeText(node, part))];
    }),
  ];
}

function integrations(root: MapNode): readonly Occurrence[] {
  return [
    ...keys(root, 'integrations', element),
    ...mapsAt(root, 'integrations').flatMap(({ key, value }) => [
      ...textPieces(value, 'reaches', element),
      ...keys(value, 'operations', (name) => ({ kind: 'operation', owner: key, name })),
      ...mapsAt(value, 'operations').flatMap((operation) =>
        operationPieces(operation.value, 'calls').filter(({ kind }) => kind === 'element'),
      ),
    ]),
  ];
}

function objectives(root: MapNode): readonly Occurrence[] {
  return itemsAt(root, 'objectives').flatMap((item) =>
    item.type === 'map' ? textPieces(item, 'journey', (name) => ({ kind: 'journey', owner: '', name })) : [],
  );
}

function faults(root: MapNode): readonly Occurrence[] {
  return mapsAt(root, 'scenarios').flatMap(({ value }) =>
    itemsAt(value, 'faults').flatMap((item) => {
      const on = item.type === 'map' ? entryAt(item, 'on')?.value : undefined;
      if (on === undefined) return [];
      return faultEnds(on);
    }),
  );
}

/** Returns the keys of the map at a key. */
function keys(
  map: MapNode,
  key: string,
  named: (name: string) => Named,
  role: Occurrence['role'] = 'definition',
): readonly Occurrence[] {
  return entriesAt(map, key).map((entry) => {
    const { span, exact } = locateKey(entry);
    return occurrence(named(entry.key), { role, span, exact });
  });
}

function locateKey(entry: MapEntry): Pick<Piece, 'span' | 'exact'> {
  return locate(
    { type: 'scalar', value: entry.key, span: entry.keySpan },
    { start: 0, end: entry.key.length },
  );
}

/** Returns the whole text at a key as a reference. */
function textPieces(map: MapNode, key: string, named: (name: string) => Named): readonly Occurrence[] {
  const node = entryAt(map, key)?.value;
  return node === undefined ? [] : wholeText(node, named);
}

function wholeText(node: Node, named: (name: string) => Named): readonly Occurrence[] {
  const text = asText(node);
  return text === null || text === '' ? [] : piece(node, { start: 0, end: text.length }, named(text));
}

/** Returns `element.operation` at a key as two references. */
function operationPieces(map: MapNode, key: string): readonly Occurrence[] {
  const node = entryAt(map, key)?.value;
  const text = asText(node);
  if (node === undefined || text === null) return [];
  const dot = text.indexOf('.');
  if (dot === -1) return wholeText(node, element);
  const owner = text.slice(0, dot);
  const name = text.slice(dot + 1);
  return [
    ...piece(node, { start: 0, end: dot }, element(owner)),
    ...piece(node, { start: dot + 1, end: text.length }, { kind: 'operation', owner, name }),
  ];
}

/** Returns the elements of `on: erp` and of `on: erp-integration -> erp`. */
function faultEnds(node: Node): readonly Occurrence[] {
  const ends = (asText(node) ?? '').split('->');
  let at = 0;
  return ends.flatMap((end) => {
    const start = at + end.length - end.trimStart().length;
    at += end.length + '->'.length;
    const name = end.trim();
    return name === '' ? [] : piece(node, { start, end: start + name.length }, element(name));
  });
}

function piece(node: Node, range: Range, named: Named): readonly Occurrence[] {
  if (node.type !== 'scalar') return [];
  return [occurrence(named, { role: 'reference', ...locate(node, range) })];
}

function occurrence(
  { kind, owner, name }: Named,
  at: Pick<Occurrence, 'role' | 'span' | 'exact'>,
): Occurrence {
  return { kind, symbol: owner === '' ? `${kind}:${name}` : `${kind}:${owner}.${name}`, name, ...at };
}
