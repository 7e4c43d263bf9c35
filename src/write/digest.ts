import { createHash } from 'node:crypto';

/**
 * Returns the SHA-256 of a text, or of bytes that are none, in hex. Line ends of a text count as LF, so that a checkout with CRLF
 * is not taken for an edit.
 */
export function digestOf(content: string | Uint8Array): string {
  const counted = typeof content === 'string' ? content.replaceAll('\r\n', '\n') : content;
  return createHash('sha256').update(counted).digest('hex');
}
