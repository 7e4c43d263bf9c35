import { TextDecoder } from 'node:util';
import { badGateway } from './problem.ts';

/** Marks of the byte order, each with what a text that begins with it is in. */
const marks: readonly (readonly [Buffer, string])[] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
];

const firstOfMarks = 0x80;

/** An XML declaration stands at the very beginning, and is in ASCII in all but the widest charsets. */
const declarationBytes = 200;

/**
 * Returns the text of an answer's body, without a byte order mark. Its charset is what the mark says, else the content type,
 * else the XML declaration (RFC 7303, 3), else UTF-8. Throws a 502 where that charset is not known.
 */
export function answerText(upstream: string, body: Buffer, contentType: string | undefined): string {
  // Nearly every answer: JSON that begins with a letter of ASCII, and is UTF-8 whatever it says (RFC 8259, 8.1).
  if (isPlainJson(contentType) && (body[0] ?? 0) < firstOfMarks) return body.toString('utf8');
  const charset = markedCharset(body) ?? namedCharset(contentType) ?? declaredCharset(body);
  return decoderOf(upstream, charset ?? 'utf-8').decode(body);
}

function isPlainJson(contentType = ''): boolean {
  return contentType === 'application/json' || contentType === 'application/json; charset=utf-8';
}

function markedCharset(body: Buffer): string | undefined {
  return marks.find(([mark]) => body.subarray(0, mark.length).equals(mark))?.[1];
}

function namedCharset(contentType = ''): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}

function declaredCharset(body: Buffer): string | undefined {
  const start = body.toString('latin1', 0, declarationBytes);
  return /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
}

function decoderOf(upstream: string, charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    throw badGateway(upstream, `answered in a charset that is not known (${charset})`);
  }
}
