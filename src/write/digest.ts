import { hash } from 'node:crypto';

/**
 * Returns the SHA-256 of a text, in hex. Line ends count as LF, so that a checkout with CRLF is not taken for an edit.
 */
export function digestOf(text: string): string {
  return hash('sha256', text.replaceAll('\r\n', '\n'));
}
