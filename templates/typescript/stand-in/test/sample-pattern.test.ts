import { describe, expect, it } from 'vitest';
import { samplePattern } from '../src/sample-pattern.ts';
import { seededRandom } from '../src/seeded-random.ts';

describe('samplePattern', () => {
  it.each([
    '^[A-Z]{2}$',
    '^(?:45[0-9]{8})$',
    '^C-\\d+(?:\\.\\d{1,2})?$',
    '^(cat|dog|bird)s?$',
    '[^a-z]{3}',
    '^[a-zA-Z0-9_.-]+@[\\w]+$',
    '^(a|b(c|d){2}){2,}$',
    '^\\[\\d\\]$',
    '^$',
  ])('makes a text that matches %s', (pattern) => {
    for (let n = 0; n < 20; n += 1) {
      expect(samplePattern(pattern, seededRandom(`${n}`))).toMatch(new RegExp(pattern));
    }
  });

  it.each(['(?=a)b', '(a)\\1', '\\bword\\b', '[a-', 'a{', '(unclosed', '*', '[]'])(
    'gives up on %s',
    (pattern) => {
      expect(samplePattern(pattern, seededRandom('k'))).toBeNull();
    },
  );

  it.each(['(((((((((){9}){9}){9}){9}){9}){9}){9}){9}){9}', '(a|a)*$', 'a{999999}', '(){999999}'])(
    'is quick and brief with %s',
    (pattern) => {
      const startMs = performance.now();
      expect(samplePattern(pattern, seededRandom('k'))?.length ?? 0).toBeLessThan(1000);
      expect(performance.now() - startMs).toBeLessThan(500);
    },
  );
});
