import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Merged, mergeFile } from '../../src/merge/merge-file.ts';

type Data = string | number | boolean | null | Data[] | { [key: string]: Data };
type Fields = { [key: string]: Data };

const syntaxes = [
  {
    path: 'package.json',
    write: (data: Data) => `${JSON.stringify(data, null, 2)}\n`,
    read: (text: string): unknown => JSON.parse(text),
  },
  {
    path: 'values.json',
    write: (data: Data) => JSON.stringify(data),
    read: (text: string): unknown => JSON.parse(text),
  },
  {
    path: 'compose.yaml',
    write: (data: Data) => `# so it is\n# about it\n\n${commented(stringify(data))}`,
    read: (text: string): unknown => parse(text),
  },
];

/** With an empty line and a comment above, and a comment behind, every third line that begins with a key. */
function commented(text: string): string {
  let count = 0;
  return text.replaceAll(/^( *)(\w+:)( \w+)?$/gm, (line, indent: string) => {
    count += 1;
    if (count % 3 === 0) return `\n${indent}# about it\n${line}`;
    return count % 3 === 1 ? `${line} # so it is` : line;
  });
}

const key = fc.constantFrom('a', 'b', 'c', 'port', 'name', 'on', '200', 'x-y', 'a.b', 'two words');
const scalar = fc.oneof(
  fc.constantFrom('', 'no', '1', '# no comment', 'a: b', "it's", 'null', '- x', '{', ' edge ', 'café'),
  fc.integer({ min: 0, max: 9 }),
  fc.boolean(),
  fc.constant(null),
);
const { fields } = fc.letrec<{ fields: Fields; data: Data }>((tie) => ({
  fields: fc.dictionary(key, tie('data'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  data: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    tie('fields'),
  ),
}));

/** Where something is done, and what: numbers choose among what is there. */
interface Edit {
  readonly at: number;
  readonly action: 'add' | 'set' | 'remove';
  readonly place: number;
  readonly value: Data;
}
const edits = fc.array(
  fc.record<Edit>({
    at: fc.nat(20),
    action: fc.constantFrom('add', 'set', 'remove'),
    place: fc.nat(20),
    value: fc.oneof(scalar, fields),
  }),
  { minLength: 1, maxLength: 3 },
);

function isFields(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function mapsIn(data: Data): Fields[] {
  return isFields(data) ? [data, ...Object.values(data).flatMap(mapsIn)] : [];
}

function edited(data: Fields, changes: readonly Edit[], side: string): Fields {
  const copy = structuredClone(data);
  changes.forEach(({ at, action, place, value }, index) => {
    const maps = mapsIn(copy);
    const map = maps[at % maps.length] ?? copy;
    const entries = Object.entries(map);
    const chosen = place % Math.max(1, entries.length);
    const [name] = entries[chosen] ?? [];
    if (action === 'add') entries.splice(chosen, 0, [`${side}${index}`, structuredClone(value)]);
    else if (name !== undefined)
      entries.splice(
        chosen,
        1,
        ...(action === 'set' ? [[name, structuredClone(value)] as [string, Data]] : []),
      );
    for (const one of Object.keys(map)) delete map[one];
    Object.assign(map, Object.fromEntries(entries));
  });
  return copy;
}

/** Merges plain data; `conflict` where both changed a value that is no map on both sides. Lists are values here. */
function reference(base: unknown, ours: unknown, theirs: unknown): { readonly value: unknown } | 'conflict' {
  const [was, here, there] = [base, ours, theirs].map(canonical);
  if (here === there) return { value: ours };
  if (isFields(ours) && isFields(theirs)) return referenceMaps(isFields(base) ? base : {}, ours, theirs);
  if (was === here) return { value: theirs };
  return was === there ? { value: ours } : 'conflict';
}

function referenceMaps(base: Fields, ours: Fields, theirs: Fields): { readonly value: unknown } | 'conflict' {
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const one = reference(base[name], ours[name], theirs[name]);
    if (one === 'conflict') return one;
    if (one.value !== undefined) merged[name] = one.value;
  }
  return { value: merged };
}

/** The same for what means the same, whatever the order of keys. */
function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join()}]`;
  if (!isFields(data)) return String(JSON.stringify(data));
  return `{${Object.keys(data)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(data[name])}`)
    .join()}}`;
}

function hasLists(data: unknown): boolean {
  return Array.isArray(data) || (isFields(data) && Object.values(data).some(hasLists));
}

function textOf(merged: Merged): string {
  return merged.text ?? '';
}

describe.each(syntaxes)('a merge of $path', ({ path, write, read }) => {
  const three = fc.tuple(fields, edits, edits).map(([base, byUs, byThem]) => ({
    base,
    ours: edited(base, byUs, 'our'),
    theirs: edited(base, byThem, 'their'),
  }));
  const texts = three.map(({ base, ours, theirs }) => ({
    path,
    base: write(base),
    ours: write(ours),
    theirs: write(theirs),
  }));

  it('never has a conflict where both sides add different keys, and keeps all of them', () => {
    const added = edits.map((all) => all.map((one) => ({ ...one, action: 'add' as const })));
    const sides = fc.tuple(fields, added, added);
    fc.assert(
      fc.property(sides, ([base, byUs, byThem]) => {
        const [ours, theirs] = [edited(base, byUs, 'our'), edited(base, byThem, 'their')];
        const merged = mergeFile(
          { path, base: write(base), ours: write(ours), theirs: write(theirs) },
          'fail',
        );
        expect(merged.type).toBe('clean');
        expect({ value: read(textOf(merged)) }).toEqual(reference(base, ours, theirs));
      }),
      { numRuns: 300 },
    );
  });

  it('says what a merge of the data says, and has a conflict where that has one', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        fc.pre(![base, ours, theirs].some(hasLists));
        const merged = mergeFile(
          { path, base: write(base), ours: write(ours), theirs: write(theirs) },
          'fail',
        );
        const expected = reference(base, ours, theirs);
        expect(merged.type).toBe(expected === 'conflict' ? 'conflict' : 'clean');
        if (expected !== 'conflict') expect(canonical(read(textOf(merged)))).toBe(canonical(expected.value));
      }),
      { numRuns: 400 },
    );
  });

  it('is a file that can be read, whichever side is taken, and means the same from either side', () => {
    fc.assert(
      fc.property(texts, (input) => {
        const merged = mergeFile(input, 'ours');
        const mirrored = mergeFile({ ...input, ours: input.theirs, theirs: input.ours }, 'theirs');
        expect(mirrored.type).toBe(merged.type);
        expect(canonical(sorted(read(textOf(mirrored))))).toBe(canonical(sorted(read(textOf(merged)))));
      }),
      { numRuns: 250 },
    );
  });

  it('is one side where the other did nothing, and stays as it is when it is made again', () => {
    fc.assert(
      fc.property(texts, ({ base, ours, theirs }) => {
        expect(mergeFile({ path, base, ours, theirs: base }, 'fail')).toEqual({ type: 'clean', text: ours });
        expect(mergeFile({ path, base, ours: base, theirs }, 'fail')).toEqual({
          type: 'clean',
          text: theirs,
        });
        expect(mergeFile({ path, base, ours, theirs: ours }, 'fail')).toEqual({ type: 'clean', text: ours });
        const merged = mergeFile({ path, base, ours, theirs }, 'theirs');
        const again = mergeFile({ path, base: theirs, ours: textOf(merged), theirs }, 'fail');
        expect(again).toEqual({ type: 'clean', text: textOf(merged) });
      }),
      { numRuns: 100 },
    );
  });
});

/** With lists in an order of their own: of what both add at one place, ours stands first. */
function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  return isFields(data)
    ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, sorted(value)]))
    : data;
}
