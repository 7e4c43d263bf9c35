import { describe, expect, it } from 'vitest';
import { type ConflictStyle, mergeFile } from '../../src/merge/merge-file.ts';

function merge(
  texts: { readonly base: string; readonly ours: string; readonly theirs: string },
  style: ConflictStyle = 'fail',
) {
  return mergeFile({ path: 'src/service.ts', ...texts }, style);
}

const base = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const ours = base.replace('two', 'TWO');
const theirs = base.replace('six', 'SIX\nsix and a half');
const both = 'one\nTWO\nthree\nfour\nfive\nSIX\nsix and a half\nseven\n';

describe('a merge by line', () => {
  it('has the changes of both sides', () => {
    expect(merge({ base, ours, theirs })).toEqual({ type: 'clean', text: both });
  });

  it('makes a change once that both sides made', () => {
    const [a, b] = [
      base.replace('four', '4').replace('one\n', ''),
      base.replace('four', '4').replace('seven', '7'),
    ];
    expect(merge({ base, ours: a, theirs: b })).toEqual({
      type: 'clean',
      text: 'two\nthree\n4\nfive\nsix\n7\n',
    });
  });

  it.each([
    ['line feeds become both characters', (text: string) => text.replaceAll('\n', '\r\n')],
    ['the last line has no end', (text: string) => text.slice(0, -1)],
    ['there is a byte order mark', (text: string) => `\ufeff${text}`],
    ['all of that', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n').slice(0, -2)}`],
  ])('keeps how the user writes a file, without a conflict for it: %s', (_, convert) => {
    expect(merge({ base, ours: convert(ours), theirs })).toEqual({ type: 'clean', text: convert(both) });
    expect(merge({ base, ours: convert(base), theirs })).toEqual({ type: 'clean', text: convert(theirs) });
  });

  it('writes as it is generated now what only that changed about line ends', () => {
    const wide = theirs.replaceAll('\n', '\r\n');
    expect(merge({ base, ours, theirs: wide })).toEqual({
      type: 'clean',
      text: both.replaceAll('\n', '\r\n'),
    });
    expect(merge({ base, ours, theirs: `\ufeff${theirs}` })).toEqual({
      type: 'clean',
      text: `\ufeff${both}`,
    });
  });

  it('keeps each line end of a file that has both, and writes new lines as most of it', () => {
    const mixed = 'one\r\nTWO\r\nthree\r\nfour\r\nfive\nsix\r\nseven\r\n';
    const text = 'one\r\nTWO\r\nthree\r\nfour\r\nfive\nSIX\r\nsix and a half\r\nseven\r\n';
    expect(merge({ base, ours: mixed, theirs })).toEqual({ type: 'clean', text });
  });

  it('takes a carriage return for a change where only what is generated has one', () => {
    const odd = base.replace('six\n', 'six\r\n');
    expect(merge({ base, ours, theirs: odd })).toEqual({
      type: 'clean',
      text: ours.replace('six\n', 'six\r\n'),
    });
  });

  it('says where a conflict is in the file of the user', () => {
    const long = `${base}eight\nnine\nten\n`;
    const result = merge({
      base: long,
      ours: long.replace('two\nthree', 'TWO\nTHREE').replace('nine\n', ''),
      theirs: long.replace('two', '2').replace('three', '3').replace('nine', '9'),
    });
    expect(result).toEqual({
      type: 'conflict',
      text: null,
      conflicts: [
        { line: 2, what: 'lines 2 to 3' },
        { line: 9, what: 'lines that you deleted before line 9' },
      ],
    });
  });

  it('writes conflicts as git does, no larger than what differs', () => {
    const mine = `${base.replace('two', 'same\nmine')}new\n`;
    const yours = base.replace('two', 'same\ngenerated').replace('six', 'SIX');
    const text =
      'one\nsame\n<<<<<<< yours\nmine\n=======\ngenerated\n>>>>>>> generated\nthree\nfour\nfive\nSIX\nseven\nnew\n';
    const what = { line: 3, what: 'line 3' };
    expect(merge({ base, ours: mine, theirs: yours }, 'markers')).toMatchObject({
      type: 'conflict',
      conflicts: [what],
      text,
    });
  });

  it('ends the lines of markers as the file does, and the last one always', () => {
    const texts = { base: 'a\r\nb', ours: 'a\r\nc', theirs: 'a\r\nd' };
    const text = 'a\r\n<<<<<<< yours\r\nc\r\n=======\r\nd\r\n>>>>>>> generated\r\n';
    expect(merge(texts, 'markers')).toMatchObject({ type: 'conflict', text });
  });

  it.each([
    ['ours', 'one\nmine\nthree\nfour\nfive\nSIX\nseven!\n'],
    ['theirs', 'one\ngenerated\nthree\nfour\nfive\nSIX\nseven!\n'],
  ] as const)('resolves conflicts alone to %s, and tells of them all the same', (style, text) => {
    const mine = base.replace('two', 'mine').replace('seven', 'seven!');
    const yours = base.replace('two', 'generated').replace('six', 'SIX').replace('seven', 'seven!');
    const apart = { base: base.replace('seven', 'seven!'), ours: mine, theirs: yours };
    expect(merge(apart, style)).toEqual({ type: 'conflict', text, conflicts: [{ line: 2, what: 'line 2' }] });
  });

  it('has a conflict where one side deleted what the other changed', () => {
    expect(merge({ base, ours: '', theirs }).type).toBe('conflict');
    expect(merge({ base, ours: '', theirs }, 'markers').text).toContain(
      'SIX\nsix and a half\nseven\n>>>>>>> generated\n',
    );
  });
});

describe('the time of a merge', () => {
  const count = 20_000;
  const lines = (line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  it('allows long files that are changed at many places', () => {
    const long = lines((index) => `line ${index}`);
    const [a, b] = [long.replaceAll(/5\n/g, '5 ours\n'), long.replaceAll(/0\n/g, '0 theirs\n')];
    const result = merge({ base: long, ours: a, theirs: b });
    expect(result).toEqual({ type: 'clean', text: a.replaceAll(/0\n/g, '0 theirs\n') });
  });

  it.each([
    ['have nothing in common', (side: number) => (index: number) => `${side} ${index}`],
    [
      'are the same few lines in another order',
      (side: number) => (index: number) => `${(index * (index + side)) % 7}`,
    ],
    [
      'are one line again and again',
      (side: number) => (index: number) => (index % (100 + side) === 0 ? `${side}` : '}'),
    ],
    [
      'are the same lines from back to front',
      (side: number) => (index: number) => `${side === 1 ? count - index : index}`,
    ],
  ])('is bounded for long files that %s', (_, side) => {
    const [was, here, there] = [lines(side(0)), lines(side(1)), lines(side(2))];
    const text = merge({ base: was, ours: here, theirs: there }, 'markers').text ?? '';
    expect(text.split('\n').length).toBeGreaterThanOrEqual(count);
  });
});
