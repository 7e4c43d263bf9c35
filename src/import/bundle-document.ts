import { isRecord, own, type PlainRecord, pointed, recordOf } from '../contracts/plain-data.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { addParts, componentNames, type Parts, sectionOf } from './component-sections.ts';
import { type Expected, expectedAt, isData } from './document-shape.ts';
import { resolveReference, type Target } from './resolve-reference.ts';

/** Reads a document beside the first one, by its path in that one's folder, forward slashes. Throws a UserError. */
export type ReadDocument = (path: string) => PlainRecord;

/** A contract in one document. */
export interface Bundle {
  readonly document: PlainRecord;
  /** Paths of the other documents that it was made of, sorted; none: the document is as it was. */
  readonly others: readonly string[];
}

/** A reference to a reference, and so on, or documents that hold one another. */
const MAX_DEPTH = 200;

/**
 * Returns an OpenAPI or Swagger document with what its references to other files name taken in: schemas, parameters,
 * responses, headers and examples as components, anything else in its place. Examples and other data stay as they are.
 * Throws a UserError `usage` for a reference to the network or out of the document's folder, and what `read` throws.
 */
export function bundleDocument(
  main: { readonly path: string; readonly document: PlainRecord },
  read: ReadDocument,
): Bundle {
  const { document, path } = main;
  const isSwagger = own(document, 'swagger') !== undefined;
  const work: Bundling = {
    main: path,
    isSwagger,
    read,
    documents: new Map([[path, document]]),
    freeName: componentNames(document, isSwagger),
    placed: new Map(),
    parts: new Map(),
  };
  const walked = recordOf(walk(work, document, { path, expected: 'document', depth: 0 }));
  const others = [...work.documents.keys()].filter((one) => one !== path).sort();
  return others.length === 0
    ? { document, others }
    : { document: addParts(walked, work.parts, isSwagger), others };
}

interface Bundling {
  readonly main: string;
  readonly isSwagger: boolean;
  readonly read: ReadDocument;
  readonly documents: Map<string, PlainRecord>;
  readonly freeName: (section: readonly string[], wanted: string) => string;
  /** References in the bundle, by what they stand for. */
  readonly placed: Map<string, string>;
  readonly parts: Parts;
}

/** Where one is: in which file, before what, how deep. */
interface Place {
  readonly path: string;
  readonly expected: Expected;
  readonly depth: number;
}

function walk(work: Bundling, value: unknown, at: Place): unknown {
  if (at.depth > MAX_DEPTH)
    throw new UserError('usage', `the references of "${at.path}" lead in a circle, or too deep`);
  if (isData(at.expected)) return value;
  if (Array.isArray(value)) return value.map((item) => walk(work, item, below(at, '0')));
  if (!isRecord(value)) return value;
  const ref = own(value, '$ref');
  if (typeof ref === 'string') return referred(work, { holder: value, ref }, at);
  const entries = Object.entries(value).map(([key, inner]) => [key, entry(work, inner, below(at, key))]);
  return Object.fromEntries(entries);
}

function below(at: Place, key: string): Place {
  return { path: at.path, expected: expectedAt(at.expected, key), depth: at.depth + 1 };
}

/** A discriminator names schemas by reference, or by their names alone. */
function entry(work: Bundling, value: unknown, at: Place): unknown {
  if (at.expected !== 'reference' || typeof value !== 'string') return walk(work, value, at);
  const isReference = /[#/]|\.(?:json|ya?ml)$/i.test(value);
  return isReference
    ? componentFor(work, resolveReference(value, at.path), { ...at, expected: 'schema' })
    : value;
}

function referred(
  work: Bundling,
  { holder, ref }: { readonly holder: PlainRecord; readonly ref: string },
  at: Place,
): unknown {
  const target = resolveReference(ref, at.path);
  const hasNoPlace = sectionOf(at.expected, work.isSwagger) === null;
  if (hasNoPlace && target.path !== work.main) return contentOf(work, target, at);
  return { ...holder, $ref: componentFor(work, target, at) };
}

/** Returns the reference, in the bundle, to what a target names. */
function componentFor(work: Bundling, target: Target, at: Place): string {
  if (target.path === work.main) return `#${target.pointer}`;
  const key = `${at.expected} ${target.path}#${target.pointer}`;
  const known = work.placed.get(key);
  if (known !== undefined) return known;
  const section = sectionOf(at.expected, work.isSwagger) ?? [];
  const name = work.freeName(section, nameFor(target));
  const place = `#/${[...section, name].join('/')}`;
  // Known before its content is walked, so that what holds itself ends.
  work.placed.set(key, place);
  const named = work.parts.get(at.expected) ?? new Map<string, unknown>();
  work.parts.set(at.expected, named);
  named.set(name, contentOf(work, target, at));
  return place;
}

function contentOf(work: Bundling, { path, pointer }: Target, at: Place): unknown {
  const known = work.documents.get(path);
  const document = known ?? work.read(path);
  if (known === undefined) work.documents.set(path, document);
  return walk(work, valueAt(document, { path, pointer }), {
    path,
    expected: at.expected,
    depth: at.depth + 1,
  });
}

function valueAt(document: PlainRecord, { path, pointer }: Target): unknown {
  if (pointer === '' || pointer === '/') return document;
  try {
    return pointed(document, `#${pointer}`);
  } catch {
    throw new UserError('usage', `"$ref" to "${path}#${pointer}" names nothing in that file`);
  }
}

/** The last part of the pointer, or the file's name. Names of components have letters, digits, `.`, `-` and `_`. */
function nameFor({ path, pointer }: Target): string {
  const last = pointer.split('/').at(-1) ?? '';
  const file = (path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '');
  return (last === '' ? file : last).replace(/[^\w.-]/g, '_') || 'part';
}
