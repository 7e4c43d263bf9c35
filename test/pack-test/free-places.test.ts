import { expect, test } from 'vitest';
import { referenceBlueprints } from '../../src/api/pack-tests.ts';
import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import { textSorts } from '../../src/pack-test/free-places.ts';
import { HOSTILE_TEXTS } from '../../src/pack-test/hostile-texts.ts';
import { rewritableBlueprint, textsForAll } from '../../src/pack-test/rewritten-blueprint.ts';

const sorts = textSorts(blueprintSchema());

/** Texts for which the schema has no form, and validation has: they name an edge, a request or a collection. */
const CLOSED = ['devices.*.journeys.*.steps.[].sync', 'objectives.[].step', 'scenarios.*.faults.[].on'];

test('every text of a blueprint that the schema leaves open takes hostile texts, or is named here as closed', () => {
  const read = referenceBlueprints().map(rewritableBlueprint);
  const open = new Set(read.flatMap(({ places }) => places.map(({ sort }) => sort)));
  // No template sees patches: they are to change the structure of what was rendered, and are applied to it as data.
  const left = [...sorts]
    .filter(([sort, { hasForm }]) => !hasForm && !sort.startsWith('patches.'))
    .map(([sort]) => sort);
  expect(left.length).toBeGreaterThan(30);
  expect(left.filter((sort) => !open.has(sort)).sort()).toEqual(CLOSED);
  for (const blueprint of read) {
    for (const text of HOSTILE_TEXTS)
      expect(textsForAll(blueprint, () => text).size).toBe(blueprint.places.length);
  }
});

test('every other text has a form that refuses all hostile texts', () => {
  const forms = formsOf(blueprintSchema());
  expect(forms.length).toBeGreaterThan(90);
  for (const { sort, schema } of forms) {
    const taken = HOSTILE_TEXTS.filter((text) => takes(schema, text));
    // A word is a name like any other.
    expect([sort, taken.filter((text) => !/^[a-z]+$/.test(text))]).toEqual([
      sort,
      taken.includes('0x1F') ? ['0x1F'] : [],
    ]);
  }
});

interface FormedText {
  readonly sort: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every schema of a text or of a key that has a form, however deep; by where it stands in the schema. */
function formsOf(value: unknown, sort = ''): readonly FormedText[] {
  if (typeof value !== 'object' || value === null) return [];
  const schema: Readonly<Record<string, unknown>> = { ...value };
  const own =
    typeof schema['pattern'] === 'string' || Array.isArray(schema['enum']) ? [{ sort, schema }] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, inner]) => formsOf(inner, `${sort}/${key}`))];
}

function takes(schema: Readonly<Record<string, unknown>>, text: string): boolean {
  const { pattern } = schema;
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(text)) return false;
  return !Array.isArray(schema['enum']) || schema['enum'].includes(text);
}
