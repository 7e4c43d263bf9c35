import { describe, expect, it } from 'vitest';
import { namesTag } from '../src/entity-tag.ts';

describe('namesTag', () => {
  it.each([
    ['"a"', '"a"'],
    ['W/"a"', '"a"'],
    ['"a"', 'W/"a"'],
    ['"x", W/"a,b" , "y"', '"a,b"'],
    ['*', '"a"'],
  ])('finds in %s the tag %s', (ifNoneMatch, etag) => {
    expect(namesTag(ifNoneMatch, etag)).toBe(true);
  });

  it.each([
    [undefined, '"a"'],
    ['"a"', undefined],
    ['*', undefined],
    ['"b"', '"a"'],
    ['"A"', '"a"'],
    ['a', '"a"'],
    ['', '"a"'],
  ])('does not find in %s the tag %s', (ifNoneMatch, etag) => {
    expect(namesTag(ifNoneMatch, etag)).toBe(false);
  });
});
