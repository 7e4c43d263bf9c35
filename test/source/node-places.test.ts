import { describe, expect, it } from 'vitest';
import { placesIn } from '../../src/source/node-places.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';

describe('placesIn', () => {
  it('tells where each value is written, what is around it first', () => {
    const text = 'items:\n  - { "a/b": one, c~d: [2, x] }\nempty: {}\n';
    const { root } = parseYaml(createSource('a.yaml', text), () => {}) ?? {};
    if (root === undefined) throw new Error('no YAML');
    const written = [...placesIn(root)].map(([pointer, { start, end }]) => [
      pointer,
      text.slice(start, end).trimEnd(),
    ]);
    expect(written).toEqual([
      ['', text.trimEnd()],
      ['/items', '- { "a/b": one, c~d: [2, x] }'],
      ['/items/0', '{ "a/b": one, c~d: [2, x] }'],
      ['/items/0/a~1b', 'one'],
      ['/items/0/c~0d', '[2, x]'],
      ['/items/0/c~0d/0', '2'],
      ['/items/0/c~0d/1', 'x'],
      ['/empty', '{}'],
    ]);
  });
});
