import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPointer, pointerTokens } from '../../src/source/json-pointer.ts';

// The examples are those of RFC 6901, sections 5 and 6.
describe('jsonPointer and pointerTokens', () => {
  it.each([
    ['', []],
    ['/foo/0', ['foo', '0']],
    ['/', ['']],
    ['/a~1b', ['a/b']],
    ['/m~0n', ['m~n']],
    ['/ ', [' ']],
  ])('writes and reads %j', (pointer, tokens) => {
    expect(jsonPointer(tokens)).toBe(pointer);
    expect(pointerTokens(pointer)).toEqual(tokens);
  });

  it('reads one in a fragment', () => {
    expect(pointerTokens('#')).toEqual([]);
    expect(pointerTokens('#/a~1b/c%25d/%20')).toEqual(['a/b', 'c%d', ' ']);
  });

  it('reads what it has written', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        expect(pointerTokens(jsonPointer(tokens))).toEqual(tokens);
      }),
    );
  });
});
