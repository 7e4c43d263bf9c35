import fc from 'fast-check';
import { applyPatch, type Operation, Pointer } from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { json, patched, type Written } from './patched.ts';

const KEYS = ['a', 'b', 'a/b', '~', ''];
const key = fc.constantFrom(...KEYS);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('x', 'no', '1:30', '# y', 'a: b'),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const token = fc.constantFrom('a', 'b', 'a~1b', '~0', '', '0', '1', '2', '-');
const pointer = fc.array(token, { maxLength: 3 }).map((tokens) => tokens.map((one) => `/${one}`).join(''));
const operation: fc.Arbitrary<Written> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path: pointer, value }),
  fc.record({ op: fc.constant('remove'), path: pointer }),
  fc.record({ op: fc.constantFrom('move', 'copy'), path: pointer, from: pointer }),
);

/** What leaves nothing of a document is refused here alone. */
describe('a JSON Patch', () => {
  it('comes to what a library for it makes of the same data, or is refused by both', () => {
    fc.assert(
      fc.property(value, operation, (document, one) => {
        const text = patched('x.json', `${JSON.stringify(document, null, 2)}\n`, json('x.json', one));
        const holder = { root: structuredClone(document) };
        const { op, path, from, value: given } = one;
        const below = { op, path: `/root${path}`, from: `/root${from ?? ''}`, value: structuredClone(given) };
        const error = errorOf(holder, below);
        const isRefused = error !== null || holder.root == null || isLoose(document, one);
        if (text.startsWith('found: ')) expect(isRefused, text).toBe(true);
        else {
          expect(error).toBeNull();
          expect(JSON.parse(text)).toEqual(holder.root ?? null);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Null: there is none. Where something is put into what is neither a map nor a list, the library throws. */
function errorOf(holder: unknown, { op, path, from = '', value: given }: Written): unknown {
  const operations = op === 'move' ? asMoved(holder, path, from) : [{ op, path, from, value: given }];
  try {
    return applyPatch(holder, operations as Operation[]).find((error) => error !== null) ?? null;
  } catch (error) {
    return error;
  }
}

/** A move is a removal and an addition (RFC 6902, section 4.4): the library looks the new place up before the old one is gone. */
function asMoved(holder: unknown, path: string, from: string): readonly unknown[] {
  const given: unknown = Pointer.fromJSON(from).get(holder);
  const isInItself = path.startsWith(`${from}/`);
  if (isInItself || given === undefined) return [{ op: 'move', from, path }];
  return [
    { op: 'remove', path: from },
    { op: 'add', path, value: given },
  ];
}

/** Whether a list or a text is asked for what is no item of it: the library takes both for objects. */
function isLoose(document: unknown, { path, from = '' }: Written): boolean {
  return [path, from].some((pointer) => {
    const tokens = Pointer.fromJSON(pointer).tokens.slice(1);
    return tokens.some((token, at) => {
      const above = new Pointer(['', ...tokens.slice(0, at)]).get(document);
      if (typeof above === 'string') return true;
      return Array.isArray(above) && !(Number(token) < above.length && /^\d+$/.test(token));
    });
  });
}
