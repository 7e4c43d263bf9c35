import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, parse, parseDocument } from 'yaml';
import { planSystem } from '../../src/api/generate.ts';
import { modelOf, SAMPLE } from '../model/sample.ts';
import { json, merge, patched } from './patched.ts';

const written = `# How it is deployed.
services:
  # The shop.
  shop: { ports: [8080, 8081],   image: "shop" } # flow
  checkout:
    command: >-
      node
      main.js

    labels:
      - 'one' # kept
      -   two
`;

describe('the layout of what a patch does not touch', () => {
  it('stays, comments and blanks too', () => {
    const labels = { services: { checkout: { labels: ['three'], restart: 'always' } } };
    expect(patched('a.yaml', written, merge('a.yaml', labels))).toBe(
      written
        .replace("      - 'one' # kept\n      -   two\n", '      - three\n')
        .concat('    restart: always\n'),
    );
  });

  it('stays beside a line that is touched, and a comment behind the value', () => {
    const operation = { op: 'replace', path: '/services/checkout/labels/0', value: 'yes' } as const;
    expect(patched('a.yaml', written, json('a.yaml', operation))).toBe(written.replace("'one'", '"yes"'));
  });

  it('stays in JSON, lists on one line too', () => {
    const text = '{\n  "files": ["a", "b"],\n  "big": 12345678901234567890,\n  "name": "shop"\n}\n';
    expect(patched('a.json', text, merge('a.json', { name: 'store' }))).toBe(text.replace('shop', 'store'));
  });

  it('gives way where what the text says is more than its lines', () => {
    const text = 'a: [1, 2]\nb: { c: 1,\n  d: 2 }\n';
    const merged = patched('a.yaml', text, merge('a.yaml', { b: { c: 3 } }));
    expect(parse(merged)).toEqual({ a: [1, 2], b: { c: 3, d: 2 } });
  });
});

describe('a value in a generated manifest', () => {
  const path = 'deploy/compose.yaml';
  const { files } = planSystem(modelOf(SAMPLE), ['compose']);
  const content = files.find((file) => file.path === path)?.content ?? '';
  const places = placesIn(parseDocument(content, { merge: true }).contents, '');

  it.each(places.filter((_, at) => at % 5 === 0))(
    'is one line of it, and no other changes with it: %s',
    (place) => {
      const text = patched(path, content, json(path, { op: 'replace', path: place, value: 'patched' }));
      const [before, after] = [content.split('\n'), text.split('\n')];
      expect(after.length).toBe(before.length);
      expect(after.filter((line, at) => line !== before[at])).toEqual([expect.stringContaining('patched')]);
    },
  );
});

/** Pointers to the single values of one line, but for keys and values that are merged in. */
function placesIn(node: unknown, path: string): readonly string[] {
  if (isScalar(node)) return node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL' ? [] : [path];
  if (isSeq(node)) return node.items.flatMap((item, at) => placesIn(item, `${path}/${at}`));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) =>
    isScalar(key) && typeof key.value === 'string'
      ? placesIn(value, `${path}/${key.value.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      : [],
  );
}
