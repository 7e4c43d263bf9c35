import { createHash } from 'node:crypto';
import type { Diagnostic } from './diagnostic.ts';

/**
 * Returns a fingerprint for each finding, in the order of the input: 64 hexadecimal digits (SHA-256) over its file, its
 * rule, its place in the blueprint by names, and which of several such findings it is, counted in the order of the text.
 * No line and no wording goes into it, so it stays while lines move and figures change; it is unique in the input.
 * `nameFile` says how a file is named in it (by default as in messages, without a leading `./`): what is compared between
 * two runs has to be named alike in both.
 */
export function fingerprintOf(
  diagnostics: readonly Diagnostic[],
  nameFile: (path: string) => string = withoutDot,
): readonly string[] {
  const inText = diagnostics
    .map((diagnostic, index) => ({ diagnostic, index }))
    .sort((a, b) => byPlace(a.diagnostic, b.diagnostic));
  const fingerprints: string[] = diagnostics.map(() => '');
  const seen = new Map<string, number>();
  for (const { diagnostic, index } of inText) {
    const key = JSON.stringify([nameFile(diagnostic.span.source.path), diagnostic.rule, diagnostic.path]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    fingerprints[index] = createHash('sha256').update(`${key}${ordinal}`).digest('hex');
  }
  return fingerprints;
}

/** The message decides where several are at one place, so that the order of the input does not. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.span.start !== b.span.start) return a.span.start - b.span.start;
  return a.message < b.message ? -1 : 1;
}

function withoutDot(path: string): string {
  return path.replace(/^(\.\/)+/, '');
}
