import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { fromJsonata } from '../../src/expressions/from-jsonata.ts';
import { type Place, type Tree, walk } from '../../src/expressions/tree.ts';

function treeOf(text: string): Tree {
  const tree = fromJsonata(jsonata(text).ast(), text);
  if (tree === null) throw new Error(`${text} is nested too deeply`);
  return tree;
}

/** The types of all parts, and the texts at their places. */
function outline(text: string): readonly string[] {
  const lines: string[] = [];
  walk(treeOf(text), (one) => {
    const at: Place | null = 'at' in one ? one.at : null;
    lines.push(at === null ? one.type : `${one.type} ${text.slice(at.start, at.end)}`);
  });
  return lines;
}

describe('fromJsonata', () => {
  it.each([
    ['a.`b c`."d"', ['path', 'name a', 'name `b c`', 'name "d"']],
    ['a^(>b, c)', ['path', 'name a', 'sort', 'path', 'name b', 'path', 'name c']],
    ['a.*.**', ['path', 'name a', 'opaque', 'opaque']],
    ['a.b.%.c', ['path', 'name a', 'name b', 'opaque', 'name c']],
    ['/x/', ['opaque']],
    ['$string(?, a)', ['opaque', 'variable $string', 'opaque', 'path', 'name a']],
    [
      'a ~> |b|{"c": d}|',
      ['chain', 'path', 'name a', 'opaque', 'path', 'name b', 'object', 'literal "c"', 'path', 'name d'],
    ],
    ['a{b: c}', ['grouped', 'path', 'name a', 'path', 'name b', 'path', 'name c']],
    ['(a; b)[0]', ['path', 'block', 'path', 'name a', 'path', 'name b', 'literal']],
    ['[1..a]', ['list', 'range ..', 'literal', 'path', 'name a']],
    ['a ?? b', ['fallback', 'path', 'name a', 'path', 'name b']],
    ['a ?: b', ['fallback', 'path', 'name a', 'path', 'name b']],
    ['a ? b', ['condition', 'path', 'name a', 'path', 'name b']],
    ['"a\\"b"', ['literal "']],
    ['-a', ['negation', 'path', 'name a']],
  ])('takes over %s', (text, lines) => {
    expect(outline(text)).toEqual(lines);
  });

  it('keeps the variables of a step and their order', () => {
    const tree = treeOf('a@$v[b]#$i.c');
    expect(tree).toMatchObject({
      type: 'path',
      steps: [
        { of: { name: 'a' }, focus: 'v', index: 'i', filters: [{ steps: [{ of: { name: 'b' } }] }] },
        { of: { name: 'c' }, focus: null, index: null, filters: [] },
      ],
    });
  });

  it('shows the call at the end of a function as it is written', () => {
    expect(treeOf('function($x){ $f($x) }')).toMatchObject({
      type: 'lambda',
      parameters: ['x'],
      body: { type: 'call', of: { type: 'variable', name: 'f' } },
    });
  });

  it('takes over nothing that is nested deeper than 250 levels', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}*${')'.repeat(depth)}`;
    const converted = (text: string) => fromJsonata(jsonata(text).ast(), text);
    expect(converted(nested(200))).not.toBeNull();
    expect(converted(nested(300))).toBeNull();
  });
});
