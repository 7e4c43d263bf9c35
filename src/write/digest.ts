import { createHash } from 'node:crypto';

/**
 * Returns the SHA-256 of a text, in hex. Line ends count as LF, so that a checkout with CRLF is not taken for an edit.
 */
export function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
