import { nearFix } from '../diagnostics/edits.ts';
import type { Report } from '../diagnostics/findings.ts';
import { nearIn, suggest } from '../diagnostics/suggest.ts';
import { pointerTokens } from '../source/json-pointer.ts';
import { type MapNode, type Node, toPlain } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';
import type { DocumentFormat } from './document-format.ts';
import { reportRest } from './report-rest.ts';
import type { ShapeError } from './shape-error.ts';
import { describeError, knownKeys } from './shape-words.ts';

/** More findings than this about the shape of one document are not read by anybody. */
const MOST_FINDINGS = 1000;

/** Reports where a document does not have the shape of its format, each mistake once, at the key or value that is wrong. */
export function reportShape(root: MapNode, format: DocumentFormat, report: Report): void {
  const errors = withoutEchoes(format.findShapeErrors(toPlain(root)), format);
  for (const error of errors.slice(0, MOST_FINDINGS)) {
    const names = pointerTokens(error.instancePath);
    const place = locate(root, names);
    const key = keyOf(error);
    const { message, hint } = describeError(error, { node: place.node, path: names, format });
    const span = key === null ? place.span : (keySpan(place.node, key) ?? place.span);
    const path = (key === null ? names : [...names, key]).join('.');
    report({ rule: 'shape', message, hint, span, path, fix: fixOf(place.node, { key, hint, span }) });
  }
  reportRest(root, { count: errors.length - MOST_FINDINGS, what: 'mistakes in the shape' }, report);
}

/** The key that the error is about, inside the map that it is reported at. */
function keyOf(error: ShapeError): string | null {
  const key = error.params['additionalProperty'] ?? error.params['propertyName'];
  return typeof key === 'string' ? key : null;
}

/** What a hint asks about in the place of an unknown key or value; not a key that is there beside it. */
function fixOf(
  node: Node,
  of: { readonly key: string | null; readonly hint?: string | undefined; readonly span: Span },
) {
  const { key, hint, span } = of;
  if (node.type === 'scalar') return nearFix(span, String(node.value), hint);
  const isThere = node.type === 'map' && node.entries.has(nearIn(hint) ?? '');
  return key === null || isThere ? undefined : nearFix(span, key, hint);
}

/**
 * Drops what repeats another error in other words: the frame around a failed variant, the alternatives of a choice, a
 * missing key where an unknown one is a misspelling of it, and anything about a value that has the wrong type anyway.
 */
function withoutEchoes(errors: readonly ShapeError[], format: DocumentFormat): readonly ShapeError[] {
  const wrongType = new Set(errors.filter((e) => e.keyword === 'type').map((e) => e.instancePath));
  const lonely = new Set(errors.filter((e) => e.keyword === 'dependencies').map((e) => e.instancePath));
  const unknown = new Map<string, ShapeError[]>();
  for (const error of errors) {
    if (error.keyword !== 'additionalProperties') continue;
    const others = unknown.get(error.instancePath);
    if (others) others.push(error);
    else unknown.set(error.instancePath, [error]);
  }
  return errors.filter((error) => {
    if (error.keyword === 'if' || /\/(oneOf\/\d+|propertyNames)\//.test(error.schemaPath)) return false;
    if (error.keyword !== 'type' && wrongType.has(error.instancePath)) return false;
    const strangers = unknown.get(error.instancePath) ?? [];
    if (error.keyword === 'oneOf') return strangers.length === 0 && !lonely.has(error.instancePath);
    return (
      error.keyword !== 'required' || !strangers.some((stranger) => isMisspelling(stranger, error, format))
    );
  });
}

function isMisspelling(stranger: ShapeError, missing: ShapeError, format: DocumentFormat): boolean {
  const written = String(stranger.params['additionalProperty']);
  const hint = suggest(written, knownKeys(stranger.schemaPath, format), 'known keys');
  return hint === `did you mean "${String(missing.params['missingProperty'])}"?`;
}

interface Place {
  readonly node: Node;
  /** Of the value; of its key where the value is a collection or empty. */
  readonly span: Span;
}

function locate(root: MapNode, names: readonly string[]): Place {
  let node: Node = root;
  const first = [...root.entries.values()][0];
  let span: Span = first?.keySpan ?? root.span;
  for (const name of names) {
    if (node.type === 'map') {
      const entry = node.entries.get(name);
      if (entry === undefined) break;
      node = entry.value;
      span = node.type === 'scalar' ? node.span : entry.keySpan;
    } else if (node.type === 'list') {
      const item: Node | undefined = node.items[Number(name)];
      if (item === undefined) break;
      node = item;
      span = item.span;
    }
  }
  return { node, span };
}

function keySpan(node: Node, key: string): Span | null {
  return node.type === 'map' ? (node.entries.get(key)?.keySpan ?? null) : null;
}
