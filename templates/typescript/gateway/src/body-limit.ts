import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Problem } from '@lintel/kit';

/**
 * Returns the body of a request as it arrives, of at most so many bytes; null: it has none. Throws a 413 {@link Problem} where
 * the request says that it is longer. Where it only turns out to be, the stream fails with one.
 */
export function limitedBody(request: IncomingMessage, maxBytes: number): Readable | null {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding !== undefined) return Readable.from(counted(request, maxBytes), { objectMode: false });
  if (length === undefined || length === '0') return null;
  if (Number(length) > maxBytes) throw tooLarge(maxBytes);
  return request;
}

async function* counted(request: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  // The connection stays open when it is too much: the answer is still to be written to it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** The connection is closed after the answer, because the rest of the body would follow on it. */
function tooLarge(maxBytes: number): Problem {
  return new Problem(413, 'Content Too Large', `the body may have at most ${maxBytes} bytes`, {
    connection: 'close',
  });
}
