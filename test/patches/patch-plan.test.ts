import { describe, expect, it } from 'vitest';
import type { Patch } from '../../src/model/model.ts';
import { patchPlan } from '../../src/patches/patch-plan.ts';
import { createSource } from '../../src/source/source.ts';
import { planOf } from '../support/plans.ts';

const source = createSource('blueprint.yaml', 'patches:\n');
const span = { source, start: 0, end: 7 };

const deployment = `# The storefront.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: storefront # its name
spec:
  template:
    spec:
      containers:
        - name: storefront
          image: "shop/storefront:0.1.0"
          ports:
            - containerPort: 8080

        # what helps it
        - name: helper
          image: shop/helper:0.1.0
---
apiVersion: v1
kind: Service
metadata:
  name: storefront
`;
const files = {
  'deploy/storefront.yaml': deployment,
  'deploy/compose.yaml': 'services:\n  storefront: { mem_limit: 384m }\n',
  'package.json': '{\n  "name": "shop",\n  "private": true\n}\n',
  'README.md': 'kind: Deployment\n',
};

type Operation = Partial<Extract<Patch['change'], { type: 'json' }>['operations'][number]>;

const json = (target: Partial<Patch['target']>, ...operations: readonly Operation[]): Patch => ({
  target: { file: null, kind: null, name: null, span, ...target },
  change: {
    type: 'json',
    operations: operations.map((one) => ({ op: 'add', path: [], from: [], value: undefined, span, ...one })),
  },
  span,
  path: 'patches.0',
});
const merge = (target: Partial<Patch['target']>, value: unknown): Patch => ({
  ...json(target),
  change: { type: 'merge', value },
});

function patched(...patches: readonly Patch[]) {
  const { plan, findings } = patchPlan(planOf(files), patches, { isWhole: true });
  return {
    messages: findings.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`)),
    textAt: (path: string) => plan.files.find((file) => file.path === path)?.content ?? '',
  };
}

const storefront = { kind: 'Deployment', name: 'storefront' };

describe('a merge', () => {
  it('changes what it names and leaves comments and layout alone', () => {
    const { textAt } = patched(
      merge(storefront, {
        spec: {
          replicas: 3,
          template: {
            spec: {
              containers: [
                { name: 'storefront', image: 'other:1' },
                { name: 'new', image: 'new:1' },
              ],
            },
          },
        },
      }),
    );
    expect(textAt('deploy/storefront.yaml')).toBe(
      deployment
        .replace('"shop/storefront:0.1.0"', 'other:1')
        .replace('shop/helper:0.1.0\n', 'shop/helper:0.1.0\n        - name: new\n          image: new:1\n')
        .replace('---', '  replicas: 3\n---'),
    );
  });

  it('takes keys and items away, and replaces lists, where it says so', () => {
    const { textAt } = patched(
      merge(storefront, {
        metadata: { name: null },
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'helper', $patch: 'delete' },
                { name: 'storefront', ports: [{ $patch: 'replace' }, { containerPort: 9090 }] },
              ],
            },
          },
        },
      }),
    );
    expect(textAt('deploy/storefront.yaml')).toContain('metadata: {}\n');
    expect(textAt('deploy/storefront.yaml')).not.toMatch(/helper:0|8080|\$patch/);
    expect(textAt('deploy/storefront.yaml')).toContain('containerPort: 9090');
  });

  it('writes texts as texts, whatever they look like', () => {
    const text = 'a: b\n# c "d" \u2028 {{x}}';
    const { textAt } = patched(
      merge({ file: 'deploy/compose.yaml' }, { services: { storefront: { labels: [text] } } }),
    );
    expect(textAt('deploy/compose.yaml')).toContain('mem_limit: 384m');
    expect(JSON.stringify(textAt('deploy/compose.yaml'))).toContain('a: b');
  });

  it('changes JSON files too', () => {
    const { textAt } = patched(merge({ file: 'package.json' }, { private: null, license: 'MIT' }));
    expect(JSON.parse(textAt('package.json'))).toEqual({ name: 'shop', license: 'MIT' });
  });

  it('changes all objects of a kind, in the order of the patches', () => {
    const { textAt } = patched(
      merge({ kind: 'Service' }, { spec: { type: 'A' } }),
      merge({ kind: 'Service', name: 'storefront' }, { spec: { type: 'B' } }),
    );
    expect(textAt('deploy/storefront.yaml')).toMatch(/kind: Service[\s\S]*type: B\n$/);
  });
});

/** The examples of RFC 6902, appendix A, that are about operations. */
const examples: readonly [string, unknown, Operation, unknown][] = [
  ['A.1', { foo: 'bar' }, { op: 'add', path: ['baz'], value: 'qux' }, { baz: 'qux', foo: 'bar' }],
  [
    'A.2',
    { foo: ['bar', 'baz'] },
    { op: 'add', path: ['foo', '1'], value: 'qux' },
    { foo: ['bar', 'qux', 'baz'] },
  ],
  ['A.3', { baz: 'qux', foo: 'bar' }, { op: 'remove', path: ['baz'] }, { foo: 'bar' }],
  ['A.4', { foo: ['bar', 'qux', 'baz'] }, { op: 'remove', path: ['foo', '1'] }, { foo: ['bar', 'baz'] }],
  [
    'A.5',
    { baz: 'qux', foo: 'bar' },
    { op: 'replace', path: ['baz'], value: 'boo' },
    { baz: 'boo', foo: 'bar' },
  ],
  [
    'A.6',
    { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
    { op: 'move', from: ['foo', 'waldo'], path: ['qux', 'thud'] },
    { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
  ],
  [
    'A.7',
    { foo: ['all', 'grass', 'cows', 'eat'] },
    { op: 'move', from: ['foo', '1'], path: ['foo', '3'] },
    { foo: ['all', 'cows', 'eat', 'grass'] },
  ],
  ['A.8', { baz: 'qux' }, { op: 'test', path: ['baz'], value: 'qux' }, { baz: 'qux' }],
  [
    'A.10',
    { foo: 'bar' },
    { op: 'add', path: ['child'], value: { grandchild: {} } },
    { foo: 'bar', child: { grandchild: {} } },
  ],
  ['A.14', { '/': 9, '~1': 10 }, { op: 'test', path: ['~1'], value: 10 }, { '/': 9, '~1': 10 }],
  [
    'A.16',
    { foo: ['bar'] },
    { op: 'add', path: ['foo', '-'], value: ['abc', 'def'] },
    { foo: ['bar', ['abc', 'def']] },
  ],
];

describe('a JSON Patch', () => {
  it.each(examples)('does as RFC 6902 says: %s', (_name, before, operation, after) => {
    const plan = planOf({ 'x.json': JSON.stringify(before) });
    const done = patchPlan(plan, [json({ file: 'x.json' }, operation)], { isWhole: true });
    expect(done.findings).toEqual([]);
    expect(JSON.parse(done.plan.files[0]?.content ?? '')).toEqual(after);
  });

  it.each([
    ['A.9', { op: 'test', path: ['name'], value: 'bar' }, '"/name" is "shop"'],
    ['A.12', { op: 'add', path: ['baz', 'bat'], value: 1 }, 'there is nothing at "/baz"'],
    ['a replacement of nothing', { op: 'replace', path: ['a/b'], value: 1 }, 'there is nothing at "/a~1b"'],
    ['a removal of nothing', { op: 'remove', path: ['baz'] }, 'there is nothing at "/baz"'],
    ['a move into itself', { op: 'move', from: [], path: ['name'] }, 'cannot be moved into itself'],
  ] as const)('is refused where RFC 6902 refuses it: %s', (_name, operation, message) => {
    const { messages, textAt } = patched(
      merge({ file: 'package.json' }, { license: 'MIT' }),
      json({ file: 'package.json' }, { ...operation, path: [...operation.path] } as Operation),
    );
    expect(messages).toEqual([expect.stringContaining(message)]);
    expect(textAt('package.json')).toBe(files['package.json']);
  });
});

describe('a target that is gone', () => {
  it.each([
    [
      { kind: 'Deployment', name: 'storefrnt' },
      'no Deployment "storefrnt" is generated (did you mean "storefront"?)',
    ],
    [{ kind: 'Deploymnt' }, 'no object of kind "Deploymnt" is generated (did you mean "Deployment"?)'],
    [
      { file: 'deploy/compse.yaml' },
      'no file "deploy/compse.yaml" is generated (did you mean "deploy/compose.yaml"?)',
    ],
    [{ file: 'README.md' }, '"README.md" is neither YAML nor JSON'],
    [
      { file: 'deploy/storefront.yaml' },
      '"deploy/storefront.yaml" has several documents (say which: add "kind" and "name")',
    ],
  ])('is found, with what may be meant: %o', (target, message) => {
    expect(patched(merge(target, { a: 1 })).messages).toEqual([message]);
  });

  it('is not missed where the packs that would make it are not asked', () => {
    const { findings } = patchPlan(planOf(files), [merge({ kind: 'Ingress' }, {})], { isWhole: false });
    expect(findings).toEqual([]);
  });
});

describe('lines', () => {
  const traced = (lines: string, ...patches: readonly Patch[]) => {
    const [file] = planOf({ 'a.yaml': 'a: 1\nb: 2\nc: 3\n' }).files;
    if (file === undefined) throw new Error('no file');
    const plan = { files: [{ ...file, lines }], packs: new Set<string>() };
    return patchPlan(plan, patches, { isWhole: true }).plan.files[0];
  };
  const first = merge({ file: 'a.yaml' }, { a: null, d: 4 });

  it('are traced to the template where a patch leaves them, and to the patch where it writes them', () => {
    expect(traced('1:11x3@frontends.shop', first)).toMatchObject({
      content: 'b: 2\nc: 3\nd: 4\n',
      lines: '1:12x2@frontends.shop 3:0@frontends.shop!blueprint.yaml#patches.0',
    });
  });

  it('are traced line by line where the file is copied', () => {
    expect(traced('', first)?.lines).toBe('1:2x2 3:0!blueprint.yaml#patches.0');
  });

  it('are the last patch that made them what they are', () => {
    const second = { ...merge({ file: 'a.yaml' }, { b: 5, e: 6 }), path: 'patches.1' };
    expect(traced('1:11x3', first, second)).toMatchObject({
      content: 'b: 5\nc: 3\nd: 4\ne: 6\n',
      lines: '1:0!blueprint.yaml#patches.1 2:13 3:0!blueprint.yaml#patches.0 4:0!blueprint.yaml#patches.1',
    });
  });

  it('that come from one line of the template are traced with as few words as before', () => {
    const lines = '1:7x1 3:9';
    expect(traced(lines, merge({ file: 'a.yaml' }, { d: 4 }))?.lines).toBe(
      '1:7 3:9 4:0!blueprint.yaml#patches.0',
    );
  });
});
