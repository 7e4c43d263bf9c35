import fc, { type Arbitrary } from 'fast-check';
import { token } from './tokens.ts';

/** A place in a text of unknown length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** Texts with a few changes of characters, words and lines. */
export function changedTexts(texts: Arbitrary<string>): Arbitrary<string> {
  const change = fc.record({
    at: place,
    to: place,
    token,
    act: fc.constantFrom(
      'insert',
      'insert',
      'replace',
      'remove',
      'cut',
      'repeat',
      'indent',
      'swap',
      'word',
    ) satisfies Arbitrary<keyof typeof ACTS>,
    count: fc.integer({ min: 1, max: 6 }),
  });
  return fc
    .tuple(texts, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => changes.reduce((changed, { act, ...how }) => ACTS[act](changed, how), text));
}

interface How {
  readonly at: number;
  readonly to: number;
  readonly token: string;
  readonly count: number;
}

const ACTS = {
  insert: (text: string, { at, token: piece }: How) => splice(text, offset(text, at), 0, piece),
  replace: (text: string, { at, token: piece, count }: How) => splice(text, offset(text, at), count, piece),
  remove: (text: string, { at, count }: How) => splice(text, offset(text, at), count, ''),
  cut: (text: string, { at }: How) => text.slice(0, offset(text, at)),
  repeat: (text: string, { at, count }: How) =>
    onLine(text, at, (line) =>
      Array(count + 1)
        .fill(line)
        .join('\n'),
    ),
  indent: (text: string, { at, count }: How) =>
    onLine(text, at, (line) => (count > 3 ? line.replace(/^ {1,2}/, '') : ' '.repeat(count) + line)),
  swap: (text: string, { at, to }: How) => swapLines(text, at, to),
  // The value behind a colon, or all of a line that has none.
  word: (text: string, { at, token: piece }: How) =>
    onLine(text, at, (line) => line.replace(/(: |^ *(?:- )?)[^:]*$/, (_, head: string) => head + piece)),
};

function offset(text: string, at: number): number {
  return Math.floor(at * text.length);
}

function splice(text: string, start: number, removed: number, added: string): string {
  return text.slice(0, start) + added + text.slice(start + removed);
}

function onLine(text: string, at: number, change: (line: string) => string): string {
  const lines = text.split('\n');
  const index = Math.floor(at * lines.length);
  return lines.map((line, number) => (number === index ? change(line) : line)).join('\n');
}

function swapLines(text: string, at: number, to: number): string {
  const lines = text.split('\n');
  const [one, other] = [Math.floor(at * lines.length), Math.floor(to * lines.length)];
  return lines
    .map((line, number) => (number === one ? lines[other] : number === other ? lines[one] : line))
    .join('\n');
}

/** Bytes of texts, a few of them changed. */
export function changedBytes(texts: Arbitrary<string>): Arbitrary<Uint8Array> {
  const change = fc.record({ at: place, removed: fc.nat(3), added: fc.uint8Array({ maxLength: 3 }) });
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce<Uint8Array>((bytes, { at, removed, added }) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)]);
    }, Buffer.from(text)),
  );
}
