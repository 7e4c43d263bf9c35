import { ContractProblem } from './contract-problem.ts';

/** A mapping as JSON or YAML give it. */
export type PlainRecord = { readonly [key: string]: unknown };

/** Says whether a value is a mapping: an object that is no list. */
export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value if it is a mapping, else an empty one. */
export function recordOf(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}

/** Returns the value if it is a list, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a text as it is, a number (YAML reads `version: 1.1` as one) as text, anything else as `''`. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** Returns the own property of a mapping; inherited ones, such as `constructor`, do not count. */
export function own(record: PlainRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Returns what a JSON pointer in a fragment (RFC 6901 section 6) names in the document.
 * Throws a `ContractProblem` if it leads out of the document or to nothing.
 */
export function pointed(document: PlainRecord, ref: string): unknown {
  if (!ref.startsWith('#')) {
    throw new ContractProblem(
      `"$ref" to "${ref}" leads out of the document`,
      'bundle the contract into one file: references must start with "#/"',
    );
  }
  let at: unknown = document;
  for (const segment of pointerSegments(ref)) {
    const next: unknown = Array.isArray(at)
      ? at[Number(segment)]
      : isRecord(at)
        ? own(at, segment)
        : undefined;
    if (next === undefined) throw new ContractProblem(`"$ref" to "${ref}" names nothing in the document`);
    at = next;
  }
  return at;
}

/** Returns the decoded segments of a pointer such as `#/components/schemas/Order`. */
export function pointerSegments(ref: string): readonly string[] {
  return ref
    .slice(1)
    .split('/')
    .filter((segment, index) => index > 0 || segment !== '')
    .map(decodeSegment);
}

/**
 * Returns the mapping itself, or the one that its `$ref` names, through up to eight of them in a row.
 * Throws a `ContractProblem` where a reference leads nowhere or in a circle.
 */
export function dereferenced(document: PlainRecord, value: unknown): PlainRecord {
  let at = value;
  for (let hops = 0; hops < 8; hops += 1) {
    if (!isRecord(at)) return {};
    const ref = own(at, '$ref');
    if (typeof ref !== 'string') return at;
    at = pointed(document, ref);
  }
  throw new ContractProblem(`"$ref"s lead in a circle at ${JSON.stringify(value).slice(0, 120)}`);
}

function decodeSegment(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // A stray `%` is no escape: the segment is meant as it stands.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
