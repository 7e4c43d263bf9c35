import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../../src/diagnostics/diagnostic.ts';
import {
  fixOf,
  insertEntry,
  type NewEntry,
  nearFix,
  removeEntry,
  replaceName,
} from '../../src/diagnostics/edits.ts';
import { applyEdits } from '../../src/fix/apply-fixes.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { type MapEntry, type Node, toPlain } from '../../src/source/parsed-document.ts';
import { createSource, type Source, type Span } from '../../src/source/source.ts';
import {
  mutated,
  readText,
  textsOfFiles,
  textsOfLines,
  textsOfPieces,
  textsOfValues,
  yamlFiles,
} from '../source/quick-yaml/yaml-texts.ts';

/** The span of the first occurrence of a piece of the text. */
function spanOf(source: Source, piece: string): Span {
  const start = source.text.indexOf(piece);
  if (start === -1) throw new Error(`"${piece}" is not in the text`);
  return { source, start, end: start + piece.length };
}

function after(source: Source, edit: TextEdit | null): string | null {
  return edit === null ? null : applyEdits(source.text, [edit]);
}

function without(text: string, piece: string): string | null {
  const source = createSource('a.yaml', text);
  return after(source, removeEntry(spanOf(source, piece)));
}

function withNew(text: string, piece: string, at: NewEntry['at'] = 'last'): string | null {
  const source = createSource('a.yaml', text);
  return after(source, insertEntry(spanOf(source, piece), { key: 'new', value: '1', at }));
}

describe('removeEntry', () => {
  it.each([
    ['a line', 'a: 1\nb: 2\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['by the span of its value', 'a: 1\nb: two\nc: 3\n', 'two', 'a: 1\nc: 3\n'],
    ['the comment on its line', 'a: 1\nb: 2 # of b\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['the comments right above', 'a: 1\n# of b\n# too\nb: 2\nc: 3\n', 'b: 2', 'a: 1\nc: 3\n'],
    ['no comment that stands apart', '# head\n\na: 1\nb: 2\n', 'a: 1', '# head\n\nb: 2\n'],
    ['no comment of another level', 'o:\n# of o\n  b: 2\n  c: 3\n', 'b: 2', 'o:\n# of o\n  c: 3\n'],
    ['all that stands below it', 'a:\n  x:\n    - 1\n\n  y: 2\n  # of y\nb: 2\n', 'a', 'b: 2\n'],
    ['a list that is not indented', 'a:\n- 1\n- 2\nb: 2\n', 'a', 'b: 2\n'],
    ['a block of text', 'a: >-\n  x: 1\n\n  y\nb: 2\n', 'a', 'b: 2\n'],
    ['the last line, without a line end', 'a: 1\nb: 2', 'b', 'a: 1\n'],
    ['the first in brackets', 'm: { a: 1, b: 2 }\n', 'a: 1', 'm: { b: 2 }\n'],
    ['one between others in brackets', 'm: { a: 1, b: [x, { y: 2 }], c: 3 }\n', 'b', 'm: { a: 1, c: 3 }\n'],
    ['the last in brackets', 'm: {a: 1,b: "x, }"}\n', 'b', 'm: {a: 1}\n'],
    [
      'a line within brackets',
      'm: {\n  a: 1, # of a\n  b: 2, # of b\n  c: 3\n}\n',
      'b: 2',
      'm: {\n  a: 1, # of a\n  c: 3\n}\n',
    ],
    [
      'the last line within brackets',
      'm: {\n  a: 1, # of a\n  b: 2\n}\n',
      'b: 2',
      'm: {\n  a: 1, # of a\n}\n',
    ],
    ['what others follow on its line', 'm: { a: 1,\n  b: 2, c: 3 }\n', 'b', 'm: { a: 1,\n  c: 3 }\n'],
    ['with lines that end as on Windows', 'a: 1\r\n# of b\r\nb: 2\r\nc: 3\r\n', 'b: 2', 'a: 1\r\nc: 3\r\n'],
  ])('takes out %s', (_, text, piece, expected) => {
    expect(without(text, piece)).toBe(expected);
  });

  it.each([
    ['is alone in its map', 'o:\n  a: 1\n', 'a'],
    ['is alone in its brackets', 'o: { a: 1 }\n', 'a'],
    ['shares its line with the dash of an item', '- a: 1\n  b: 2\n', 'a'],
    ["would take another's comment along", 'm: { a: 1, # of a\n  b: 2 }\n', 'b: 2'],
    ['ends with an item that has no value', 'a:\n  - x\n  -\nb: 2\n', 'a'],
    ['ends with such an item that is not indented', 'a:\n- x\n\n# of none\n- \nb: 2\n', 'a'],
    ['has no value in its brackets', 'm: { a: 1,\nb: }\n', 'b'],
    ['is none', 'a: 1\nb: 2\n', ': 1'],
    ['stands in a text with anchors', 'a: &x { p: 1, q: 2 }\nb: *x\n', 'p'],
    ['stands in a text that is not sound', 'a: 1\nb: 2\nb: [3\n', 'a'],
  ])('leaves alone what %s', (_, text, piece) => {
    expect(without(text, piece)).toBeNull();
  });
});

describe('insertEntry', () => {
  it.each([
    [
      'below the last line of a map',
      'o:\n  a: 1\n  b: 2 # of b\np: 3\n',
      'o',
      'o:\n  a: 1\n  b: 2 # of b\n  new: 1\np: 3\n',
    ],
    [
      'below all that stands below the last key',
      'o:\n    a:\n      - x\np: 3\n',
      'o',
      'o:\n    a:\n      - x\n    new: 1\np: 3\n',
    ],
    ['below a block of text', 'o:\n  a: |\n    x\n\np: 3\n', 'o', 'o:\n  a: |\n    x\n  new: 1\n\np: 3\n'],
    ['at the end of a text without a line end', 'o:\n  a: 1', 'o', 'o:\n  a: 1\n  new: 1'],
    ['in a map within an item', 'l:\n  - o:\n      a: 1\n', 'o', 'l:\n  - o:\n      a: 1\n      new: 1\n'],
    [
      'in the map of an item',
      'l:\n  - x: { a: 1 }\n    y: 2\n',
      'x: { a: 1 }\n    y: 2',
      'l:\n  - x: { a: 1 }\n    y: 2\n    new: 1\n',
    ],
    ['in brackets', 'o: { a: 1 }\n', 'o', 'o: { a: 1, new: 1 }\n'],
    [
      'in brackets over several lines',
      'o:\n  { a: 1,\n    b: [2] # of b\n  }\n',
      'o',
      'o:\n  { a: 1,\n    b: [2], new: 1 # of b\n  }\n',
    ],
    ['in empty brackets', 'o: {}\n', 'o', 'o: { new: 1 }\n'],
    ['with lines that end as on Windows', 'o:\r\n  a: 1\r\n', 'o', 'o:\r\n  a: 1\r\n  new: 1\r\n'],
    ['by the span of the map', 'o: { a: { b: 2 } }\n', '{ b: 2 }', 'o: { a: { b: 2, new: 1 } }\n'],
  ])('adds an entry %s', (_, text, piece, expected) => {
    expect(withNew(text, piece)).toBe(expected);
  });

  it.each([
    ['lines', 'o:\n  # of a\n  a: 1\n', 'o:\n  # of a\n  new: 1\n  a: 1\n'],
    ['brackets', 'o: {a: 1}\n', 'o: {new: 1, a: 1}\n'],
  ])('adds an entry before the others: %s', (_, text, expected) => {
    expect(withNew(text, 'o', 'first')).toBe(expected);
  });

  it.each([
    ['a value that is no map', 'o: [1]\n', 'o'],
    ['an empty value', 'o:\np: 1\n', 'o'],
    ['an alias', 'o: &x { a: 1 }\np: *x\n', 'p'],
  ])('leaves alone %s', (_, text, piece) => {
    expect(withNew(text, piece)).toBeNull();
  });
});

describe('replaceName', () => {
  const replaced = (text: string, from: string, to: string) => {
    const source = createSource('a.yaml', text);
    return after(source, replaceName({ source, start: 0, end: text.length }, from, to));
  };

  it('replaces a whole word, in quotes and in references', () => {
    expect(replaced("'epr.create'", 'epr', 'erp')).toBe("'erp.create'");
    expect(replaced('crm.red', 'red', 'read')).toBe('crm.read');
    expect(replaced('PUT /orders', 'PUT /orders', 'POST /orders')).toBe('POST /orders');
  });

  it('leaves alone a part of a word, what stands there twice, and what would need quotes', () => {
    expect(replaced('erp-one', 'erp', 'crm')).toBeNull();
    expect(replaced('a.a', 'a', 'b')).toBeNull();
    for (const name of ['true', '1e3', '12', 'a: b', '/p/{id}', '0x1f', ''])
      expect(replaced('a', 'a', name)).toBeNull();
  });

  it('makes a fix of a hint that asks about one name, and of no other', () => {
    const source = createSource('a.yaml', 'epr');
    const span = spanOf(source, 'epr');
    expect(nearFix(span, 'epr', 'did you mean "erp"?')).toEqual({
      title: 'replace "epr" with "erp"',
      safety: 'suggestion',
      edits: [{ span, text: 'erp' }],
    });
    expect(nearFix(span, 'epr', 'there are: "crm", "sap"')).toBeUndefined();
    expect(nearFix(span, 'epr', undefined)).toBeUndefined();
  });
});

describe('fixOf', () => {
  it('is no fix where one of its edits cannot be made', () => {
    const edit = { span: spanOf(createSource('a.yaml', 'a'), 'a'), text: 'b' };
    expect(fixOf({ title: 't', safety: 'safe', edits: [edit] })).toEqual({
      fix: { title: 't', safety: 'safe', edits: [edit] },
    });
    expect(fixOf({ title: 't', safety: 'safe', edits: [edit, null] })).toEqual({});
  });
});

/** Cases of each property; far more of them were run before a change of the edits. */
const runs = Number(process.env['EDIT_RUNS'] ?? 200);

interface Step {
  readonly entry: MapEntry;
  /** From the root to the map: keys and numbers of items. */
  readonly way: readonly (string | number)[];
}

function entriesOf(node: Node, way: Step['way'] = []): readonly Step[] {
  if (node.type === 'list') return node.items.flatMap((item, at) => entriesOf(item, [...way, at]));
  if (node.type === 'scalar') return [];
  return [...node.entries.values()].flatMap((entry) => [
    { entry, way },
    ...entriesOf(entry.value, [...way, entry.key]),
  ]);
}

function parsed(text: string): { readonly root: Node; readonly source: Source } | null {
  const source = createSource('a.yaml', text);
  let isSound = true;
  const document = parseYaml(source, () => {
    isSound = false;
  });
  return isSound && document !== null ? { root: document.root, source } : null;
}

/** The plain data with the map at the end of a way changed. */
function changed(root: Node, way: Step['way'], change: (map: Record<string, unknown>) => void): unknown {
  const plain = toPlain(root);
  let at: unknown = plain;
  for (const step of way) at = Reflect.get(Object(at), step);
  change(at as Record<string, unknown>);
  return plain;
}

/** Says that an edit does what it is to do and nothing else. */
function expectEdit(source: Source, edit: TextEdit | null, expected: unknown): void {
  if (edit === null) return;
  const text = applyEdits(source.text, [edit]);
  const again = parsed(text);
  expect(again && toPlain(again.root), `${JSON.stringify(source.text)} as ${JSON.stringify(text)}`).toEqual(
    expected,
  );
}

function checkEdits(text: string): void {
  const before = parsed(text);
  if (before === null) return;
  const { root, source } = before;
  for (const { entry, way } of entriesOf(root)) {
    const isGone = changed(root, way, (map) => Reflect.deleteProperty(map, entry.key));
    expectEdit(source, removeEntry(entry.keySpan), isGone);
    if (entry.value.type !== 'map') continue;
    for (const at of ['first', 'last'] as const) {
      const isThere = changed(root, [...way, entry.key], (map) => Reflect.set(map, 'zz new', [1]));
      expectEdit(source, insertEntry(entry.keySpan, { key: 'zz new', value: '[1]', at }), isThere);
    }
  }
}

describe('edits', () => {
  it.each([
    ['of random pieces', textsOfPieces],
    ['of random lines', textsOfLines],
    ['of random values in random style', textsOfValues],
    ['of random values, damaged', mutated(textsOfValues)],
    ['of random values, as on Windows', textsOfValues.map((text) => text.replaceAll('\n', '\r\n'))],
    ['of parts of real files, damaged', textsOfFiles],
  ])('change one entry and nothing else in texts %s', (_, texts) => {
    fc.assert(fc.property(texts, checkEdits), { numRuns: runs });
  });

  it.each(yamlFiles().filter((file) => file.startsWith('blueprints/')))('can be made all over %s', (file) => {
    const text = readText(file);
    checkEdits(text);
    const before = parsed(text);
    const steps = before === null ? [] : entriesOf(before.root);
    const maps = steps.filter(({ entry }) => entry.value.type === 'map');
    const entry = { key: 'new', value: '1', at: 'last' } as const;
    expect(maps.length).toBeGreaterThan(5);
    expect(maps.filter((step) => insertEntry(step.entry.keySpan, entry) === null)).toEqual([]);
  });
});
