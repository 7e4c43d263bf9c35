import { hash } from 'node:crypto';

/**
 * Returns the SHA-256 of a text or of a file's bytes, in hex. Line ends count as LF, so that a checkout with CRLF is not taken for
 * an edit.
 */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', withoutReturns(content));
}

function withoutReturns(content: string | Uint8Array): string | Uint8Array {
  if (typeof content === 'string')
    return content.includes('\r\n') ? content.replaceAll('\r\n', '\n') : content;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!bytes.includes('\r\n')) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
