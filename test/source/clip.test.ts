import { describe, expect, it } from 'vitest';
import { clip } from '../../src/source/clip.ts';

describe('clip', () => {
  it('leaves a short text as it is and cuts a long one, with an ellipsis, to the length that is asked for', () => {
    expect(clip('abcde', 5)).toBe('abcde');
    expect(clip('abcdef', 5)).toBe('abcd…');
    expect(clip('a'.repeat(100))).toHaveLength(60);
  });

  it('leaves no half of a character', () => {
    expect(clip('abc😀def', 5)).toBe('abc…');
    expect(clip('ab😀cdef', 5)).toBe('ab😀…');
  });
});
