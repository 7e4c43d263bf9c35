import { describe, expect, it } from 'vitest';
import { createSource } from '../../src/source/source.ts';
import { commentsOf } from '../../src/source/yaml-comments.ts';

function comments(text: string): readonly string[] {
  return commentsOf(createSource('a.yaml', text)).map(({ start, end }) => text.slice(start, end));
}

describe('commentsOf', () => {
  it('finds comments that fill a line, end one, and stand inside of brackets', () => {
    expect(comments('# one\na: 1 # two\nb: [1, # three\n  2]\n#four')).toEqual([
      '# one',
      '# two',
      '# three',
      '#four',
    ]);
  });

  it('takes no text for a comment', () => {
    const text = [
      'a: "one # two"',
      "b: 'one # two'",
      'c: one#two',
      'd: |',
      '  # three',
      'e: >-',
      '  four',
      '  # five',
      'f: "six',
      '  # seven"',
      'g: # eight',
      '  h: |  # nine',
      '    # ten',
    ].join('\n');
    expect(comments(text)).toEqual(['# eight', '# nine']);
  });

  it('finds the places in a text with carriage returns, tabs and characters beyond the first plane', () => {
    expect(comments('a: "😀" # one\r\nb:\t1\t# two\r\n')).toEqual(['# one', '# two']);
  });

  it('says nothing wrong of a text that is no YAML', () => {
    expect(comments('a: [1 # one\nb: }')).toEqual(['# one']);
  });
});
