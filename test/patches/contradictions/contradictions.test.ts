import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Patch } from '../../../src/model/model.ts';
import { patchPlan } from '../../../src/patches/patch-plan.ts';
import { createSource, positionAt } from '../../../src/source/source.ts';
import { planOf } from '../../support/plans.ts';
import { json, merge } from '../patched.ts';

const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    template: {
      spec: {
        containers: [
          { name: 'main', image: 'main:1', args: ['--one', '--two'] },
          { name: 'helper', image: 'helper:1' },
        ],
      },
    },
  },
});
const files = {
  'shop.yaml': stringify(deployment('shop')),
  'cart.yaml': stringify(deployment('cart')),
  'compose.yaml': `x-service: &service { mem_limit: 1g, cpus: 1 }
services:
  shop: { <<: *service, image: "shop:1" }
  cart: { <<: *service, image: "cart:1" }
`,
  'tidy.json': '{"list": ["a", "b", "c"], "map": {"one": 1}}\n',
};

const blueprint = createSource('blueprint.yaml', 'patches:\n  - first\n  - second\n  - third\n');
const config = createSource('lintel.config.yaml', 'patches:\n  - other\n');

/** Each patch stands in a line of its own. */
function found(...patches: readonly Patch[]): readonly string[] {
  const inLines = patches.map((patch, at) => {
    const start = blueprint.lineStarts[at + 1] ?? 0;
    const span =
      patch.span.source === config ? patch.span : { source: blueprint, start: start + 4, end: start + 5 };
    return { ...patch, span, target: { ...patch.target, span }, path: `patches.${at}` };
  });
  const { findings } = patchPlan(planOf(files), inLines, { isWhole: true });
  return findings.map(({ message, span, related = [] }) => {
    const places = [...related.map((one) => one.span), span].map(({ source, start }) => {
      const { line, column } = positionAt(source, start);
      return `${source.path}:${line}:${column}`;
    });
    return `${places.join(' and ')}: ${message}`;
  });
}

const container = (change: object) => ({ spec: { template: { spec: { containers: [change] } } } });
const at = (patch: Patch, target: { kind?: string; name?: string; file?: string }): Patch => ({
  ...patch,
  target: { file: null, kind: null, name: null, span: patch.target.span, ...target },
});
const inConfig = (patch: Patch): Patch => ({ ...patch, span: { source: config, start: 13, end: 14 } });
const replicas = (count: number) => merge('shop.yaml', { spec: { replicas: count } });
const main = '/spec/template/spec/containers/0';

describe('two patches of one file that set one place differently', () => {
  it('are found, both with their places, the target and the place in it', () => {
    expect(found(replicas(2), replicas(3))).toEqual([
      'blueprint.yaml:2:5 and blueprint.yaml:3:5: two patches do not agree about "/spec/replicas" of Deployment "shop" in shop.yaml: the first sets it to 2, this one sets it to 3',
    ]);
  });

  it.each<[string, Patch, Patch, string]>([
    [
      'a merge and a JSON Patch',
      replicas(2),
      json('shop.yaml', { op: 'replace', path: '/spec/replicas', value: 3 }),
      '"/spec/replicas" of Deployment "shop" in shop.yaml: the first sets it to 2, this one sets it to 3',
    ],
    [
      'a value, and its removal',
      replicas(2),
      merge('shop.yaml', { spec: { replicas: null } }),
      '"/spec/replicas" of Deployment "shop" in shop.yaml: the first sets it to 2, this one takes it away',
    ],
    [
      'a removal, and a value',
      json('shop.yaml', { op: 'remove', path: '/spec/strategy/rollingUpdate' }),
      merge('shop.yaml', { spec: { strategy: { rollingUpdate: { maxSurge: 2 } } } }),
      'the first takes it away, this one sets it to {"maxSurge":2}',
    ],
    [
      'a key, and the removal of what it is in',
      merge('shop.yaml', container({ name: 'helper', image: 'helper:2' })),
      merge('shop.yaml', container({ name: 'helper', $patch: 'delete' })),
      '"/spec/template/spec/containers/1/image" of Deployment "shop" in shop.yaml: the first sets it to "helper:2", this one takes it away',
    ],
    [
      'the removal of an item, and a change of it',
      merge('shop.yaml', container({ name: 'helper', $patch: 'delete' })),
      merge('shop.yaml', container({ name: 'helper', image: 'helper:2' })),
      '"/spec/template/spec/containers" of Deployment "shop" in shop.yaml: the first takes the item with name "helper" away, this one brings it back',
    ],
    [
      'a list, and another in its place',
      merge('shop.yaml', container({ name: 'main', args: ['--three'] })),
      merge('shop.yaml', container({ name: 'main', args: ['--three', '--four'] })),
      'the first sets it to ["--three"], this one sets it to ["--three","--four"]',
    ],
    [
      'an item, and a list without it',
      json('shop.yaml', { op: 'add', path: `${main}/args/-`, value: '--three' }),
      merge('shop.yaml', container({ name: 'main', args: ['--one'] })),
      `"${main}/args/2" of Deployment "shop" in shop.yaml: the first sets it to "--three", this one sets it to "--one"`,
    ],
    [
      'a key, and a move of it',
      replicas(2),
      json('shop.yaml', { op: 'move', from: '/spec/replicas', path: '/spec/revisionHistoryLimit' }),
      'the first sets it to 2, this one takes it away',
    ],
    [
      'what "&" names, and another in its place',
      merge('compose.yaml', { 'x-service': { mem_limit: '2g' } }),
      json('compose.yaml', { op: 'replace', path: '/x-service', value: { mem_limit: '3g' } }),
      '"/x-service/mem_limit" of compose.yaml: the first sets it to "2g", this one sets it to "3g"',
    ],
    [
      'a key that has moved within its list',
      json('tidy.json', { op: 'replace', path: '/list/1', value: 'B' }, { op: 'remove', path: '/list/0' }),
      json('tidy.json', { op: 'replace', path: '/list/0', value: 'x' }),
      '"/list/0" of tidy.json: the first sets it to "B", this one sets it to "x"',
    ],
    [
      'the whole, and a part of it',
      json('tidy.json', { op: 'replace', path: '', value: { map: { one: 2 } } }),
      merge('tidy.json', { map: { one: 3 } }),
      '"/map/one" of tidy.json: the first sets it to 2, this one sets it to 3',
    ],
  ])('are found: %s', (_name, first, second, message) => {
    expect(found(first, second)).toEqual([expect.stringContaining(message)]);
  });

  it('are found once, on however many objects and at however many places', () => {
    const all = at(merge('', { spec: { replicas: 2, paused: true } }), { kind: 'Deployment' });
    const others = at(merge('', { spec: { replicas: 3, paused: false } }), { kind: 'Deployment' });
    expect(found(all, others)).toHaveLength(1);
    expect(
      found(all, others, { ...others, change: { type: 'merge', value: { spec: { replicas: 4 } } } }),
    ).toHaveLength(2);
  });
});

describe('patches that agree', () => {
  it.each<[string, Patch, Patch]>([
    ['about the value', replicas(2), replicas(2)],
    [
      'about a list that one of them replaces',
      json('tidy.json', { op: 'add', path: '/list/-', value: 'd' }),
      merge('tidy.json', { list: ['d', 'a'] }),
    ],
    [
      'that something is gone',
      json('shop.yaml', { op: 'remove', path: '/spec/strategy/rollingUpdate' }),
      json('shop.yaml', { op: 'replace', path: '/spec/strategy', value: { type: 'Recreate' } }),
    ],
    [
      'and add to one list',
      json('tidy.json', { op: 'add', path: '/list/0', value: 'x' }),
      json('tidy.json', { op: 'add', path: '/list/0', value: 'y' }),
    ],
    [
      'and change neighbours, which the first has moved',
      json('tidy.json', { op: 'add', path: '/list/0', value: 'x' }),
      json('tidy.json', { op: 'replace', path: '/list/1', value: 'y' }),
    ],
    [
      'and change items of what one of them brought',
      merge('shop.yaml', container({ name: 'new', image: 'new:1' })),
      merge('shop.yaml', container({ name: 'new', args: ['--x'] })),
    ],
    [
      'where one says it for all, and the other for one of those',
      merge('compose.yaml', { 'x-service': { mem_limit: '2g' } }),
      merge('compose.yaml', { services: { shop: { mem_limit: '3g' } } }),
    ],
    [
      'within what was merged in, which becomes a copy',
      merge('compose.yaml', { services: { shop: { mem_limit: '2g' } } }),
      merge('compose.yaml', { services: { shop: { cpus: 2 } } }),
    ],
  ])('are made: %s', (_name, first, second) => {
    expect(found(first, second)).toEqual([]);
  });
});

describe('a patch that means to override another', () => {
  const all = at(replicas(2), { kind: 'Deployment' });
  const one = at(replicas(3), { kind: 'Deployment', name: 'shop' });

  it('may be for one object where the other is for all, but not the other way round', () => {
    expect(found(all, one)).toEqual([]);
    expect(found(one, all)).toEqual([expect.stringContaining('sets it to 3, this one sets it to 2')]);
  });

  it('may stand in another file', () => {
    expect(found(replicas(2), inConfig(replicas(3)))).toEqual([]);
  });

  it('may test what is there, or what that is in', () => {
    const replace = { op: 'replace', path: '/spec/replicas', value: 3 } as const;
    const test = { op: 'test', path: '/spec/replicas', value: 2 } as const;
    const testOther = { op: 'test', path: '/spec/strategy/type', value: 'RollingUpdate' } as const;
    const testAll = { op: 'test', path: '/spec/strategy', value: { type: 'Recreate' } } as const;
    const bringBack = { op: 'add', path: '/spec/strategy/rollingUpdate', value: {} } as const;
    expect(found(replicas(2), json('shop.yaml', test, replace))).toEqual([]);
    expect(found(replicas(2), json('shop.yaml', testOther, replace))).toHaveLength(1);
    const recreate = merge('shop.yaml', { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } });
    expect(found(recreate, json('shop.yaml', testAll, bringBack))).toEqual([]);
    expect(found(recreate, json('shop.yaml', bringBack))).toHaveLength(1);
  });

  it('is what a third one has to agree with', () => {
    const third = at(replicas(4), { kind: 'Deployment', name: 'shop' });
    expect(found(all, one, third)).toEqual([
      expect.stringContaining('the first sets it to 3, this one sets it to 4'),
    ]);
  });
});
