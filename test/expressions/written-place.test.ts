import { describe, expect, it } from 'vitest';
import { writtenPlace } from '../../src/expressions/written-place.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import type { Node } from '../../src/source/parsed-document.ts';
import { createSource } from '../../src/source/source.ts';

/** The scalar at the key `k`, with its text. */
function scalarOf(yaml: string) {
  const document = parseYaml(createSource('a.yaml', yaml), () => undefined);
  const node: Node | undefined =
    document?.root.type === 'map' ? document.root.entries.get('k')?.value : undefined;
  if (node?.type !== 'scalar') throw new Error('there is no scalar');
  return { span: node.span, text: String(node.value) };
}

/** What the YAML has at the place of a part of the scalar's text, and whether that is the part itself. */
function written(yaml: string, part: string): readonly [string, boolean] {
  const { span, text } = scalarOf(yaml);
  const start = text.indexOf(part);
  expect(start).toBeGreaterThan(-1);
  const found = writtenPlace(span, text, { start, end: start + part.length });
  return [yaml.slice(found.span.start, found.span.end), found.isExact];
}

describe('writtenPlace', () => {
  it.each([
    ['a plain scalar', 'k: a.b.c\n'],
    ['a plain scalar on two lines', 'k: a &\n  b.c\nl: 1\n'],
    ['single quotes', "k: 'a & b.c'\n"],
    ['double quotes', 'k: "a & b.c"\n'],
    ['quotes on two lines', "k: 'a &\n  b.c'\n"],
    ['a folded block', 'k: >-\n  a &\n  b.c\n'],
    ['a folded block with a comment', 'k: > # first\n  a &\n\n  b.c\n'],
    ['a literal block', 'k: |\n  a &\n    b.c\n'],
    ['a text with quotes of its own', "k: 'it''s & b.c'\n"],
    ['an escape that is none', "k: '\\ & b.c'\n"],
  ])('finds a part in %s', (_, yaml) => {
    expect(written(yaml, 'b.c')).toEqual(['b.c', true]);
  });

  it('takes in the line end that a part goes over', () => {
    expect(written('k: >-\n  a &\n  b.c\n', 'a & b')).toEqual(['a &\n  b', false]);
  });

  it('finds a doubled quote, and says that it is more than the part', () => {
    expect(written("k: 'it''s'\n", "t's")).toEqual(["t''s", false]);
  });

  it('takes the whole scalar where there are escapes', () => {
    expect(written('k: "a \\"b\\" c"\n', 'c')).toEqual(['"a \\"b\\" c"', false]);
  });

  it('takes the whole scalar for a part without a character to be seen', () => {
    const { span, text } = scalarOf('k: a  & b\n');
    expect(writtenPlace(span, text, { start: 1, end: 2 })).toEqual({ span, isExact: false });
  });
});
