import { hash } from 'node:crypto';
import type { PlannedFile } from '../generate/plan.ts';

/**
 * Returns the SHA-256 of a text or of a file's bytes, in hex. Line ends count as LF, so that a checkout with CRLF is not taken for
 * an edit.
 */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', withoutReturns(content));
}

const known = new WeakMap<PlannedFile, string>();

/** Returns the digest of what a planned file holds; worked out once for each. */
export function plannedDigest(file: PlannedFile): string {
  const digest = known.get(file) ?? digestOf(file.content);
  known.set(file, digest);
  return digest;
}

/** Takes the digest of what a planned file holds from whoever has worked it out. */
export function knowDigest(file: PlannedFile, sha256: string): void {
  known.set(file, sha256);
}

function withoutReturns(content: string | Uint8Array): string | Uint8Array {
  if (typeof content === 'string')
    return content.includes('\r\n') ? content.replaceAll('\r\n', '\n') : content;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!bytes.includes('\r\n')) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
