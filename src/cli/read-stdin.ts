import type { Io } from './io.ts';

/** More than a blueprint may have; what comes after that is not read. */
const MOST_BYTES = 5 * 1024 * 1024;

/** Resolves to what comes on standard input, to its end, or a little more than a blueprint may have of it. */
export async function readStdin({ stdin }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(part);
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
