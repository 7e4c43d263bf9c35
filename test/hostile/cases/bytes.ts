import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostileCase, hostile } from '../hostile-case.ts';

const folder = join(import.meta.dirname, '../../fixtures/hostile');

/** The bytes of a file whose name says what is wrong with it; no editor may save it again, so none takes it for YAML. */
function bytesOf(name: string): Uint8Array {
  return readFileSync(join(folder, `${name}.bin`));
}

function fromFile(name: string): HostileCase {
  return hostile(name.replaceAll('-', ' '), bytesOf(name));
}

/** Files that are no UTF-8 text, or one that only some readers read alike. */
export const BYTES: readonly HostileCase[] = [
  fromFile('byte-order-mark-at-the-start'),
  fromFile('byte-order-mark-in-the-middle'),
  fromFile('utf-16-little-endian-with-byte-order-mark'),
  fromFile('utf-16-big-endian-with-byte-order-mark'),
  fromFile('utf-16-little-endian-without-byte-order-mark'),
  fromFile('utf-32-little-endian-with-byte-order-mark'),
  fromFile('latin-1'),
  fromFile('windows-1252-quotes'),
  fromFile('overlong-slash'),
  fromFile('surrogates-as-utf-8'),
  fromFile('code-point-above-unicode'),
  fromFile('lone-continuation-byte'),
  fromFile('cut-in-the-middle-of-a-character'),
  fromFile('nul-in-a-name'),
  fromFile('nul-at-the-end'),
  fromFile('gzip'),
  fromFile('carriage-returns-alone'),
  fromFile('carriage-returns-with-line-feeds'),
  fromFile('next-line-characters'),
  fromFile('line-separators-in-a-comment'),
  fromFile('terminal-escapes-in-a-comment'),
  fromFile('direction-override-in-a-comment'),
  fromFile('replacement-character'),
  fromFile('no-line-end-at-the-end'),
];
