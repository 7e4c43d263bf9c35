import fc from 'fast-check';
import { expect, it } from 'vitest';
import { json, merge, patched, type Written } from '../patched.ts';

const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'), fc.constant(null)),
    fc.array(tie('data'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), tie('data'), { minKeys: 1, noNullPrototype: true }),
  ),
}));
const document = fc.dictionary(fc.constantFrom('a', 'b', 'c'), data, { minKeys: 1, noNullPrototype: true });

/** What is done to a place. */
interface Wish {
  readonly by: 'first' | 'second' | 'nobody';
  /** None: it is taken away. */
  readonly value: unknown;
}
const wishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    by: fc.constantFrom('first', 'second', 'nobody'),
    value: fc.oneof(data, fc.constant(undefined)),
  }),
  { minLength: 20, maxLength: 20 },
);

it('patches that change different places are never said to contradict each other', () => {
  fc.assert(
    fc.property(document, wishes, fc.boolean(), (plain, wished, inserts) => {
      // What the first puts in front of a list moves the places of the second; inner lists first, before they move themselves.
      const lists = inserts ? listsIn(plain) : [];
      const added = lists
        .toReversed()
        .map((way): Written => ({ op: 'add', path: `${way}/0`, value: 'added' }));
      const first = [...operations(plain, wished, 'first'), ...added];
      const second = operations(plain, wished, 'second').map((one) => moved(one, lists));
      const patches = [first, second].flatMap((all) => (all.length === 0 ? [] : [json('x.json', ...all)]));
      expect(patched('x.json', JSON.stringify(plain), ...patches)).not.toContain('found: ');
    }),
    { numRuns: 500 },
  );
});

it('patches that set one key to two values are always said to', () => {
  fc.assert(
    fc.property(document, data, data, (plain, one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const [key = ''] = Object.keys(plain);
      const set = (value: unknown) => merge('x.json', { [key]: ['list', value] });
      expect(patched('x.json', JSON.stringify(plain), set(one), set(other))).toContain('do not agree');
    }),
    { numRuns: 200 },
  );
});

/** Each leaf of the data is one patch's to change, or nobody's. */
function operations(plain: unknown, wished: readonly Wish[], by: Wish['by']): readonly Written[] {
  return leavesIn(plain).flatMap((path, at): readonly Written[] => {
    const wish = wished[at];
    if (wish?.by !== by) return [];
    const isItem = /\/\d+$/.test(path);
    return wish.value === undefined && !isItem
      ? [{ op: 'remove', path }]
      : [{ op: 'replace', path, value: wish.value ?? 'new' }];
  });
}

/** Returns an operation at the places that are there once something was put in front of lists. */
function moved(operation: Written, lists: readonly string[]): Written {
  const tokens = operation.path.split('/').slice(1);
  const path = tokens.map((token, at) => {
    const isMoved = lists.includes(['', ...tokens.slice(0, at)].join('/'));
    return `/${isMoved ? Number(token) + 1 : token}`;
  });
  return { ...operation, path: path.join('') };
}

function leavesIn(value: unknown, way = ''): readonly string[] {
  return typeof value === 'object' && value !== null
    ? childrenOf(value, way).flatMap(([item, path]) => leavesIn(item, path))
    : [way];
}

function listsIn(value: unknown, way = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = childrenOf(value, way).flatMap(([item, path]) => listsIn(item, path));
  return Array.isArray(value) ? [way, ...inner] : inner;
}

function childrenOf(value: object, way: string): readonly (readonly [unknown, string])[] {
  return Object.entries(value).map(([key, item]) => [item, `${way}/${key.replaceAll('/', '~1')}`]);
}
