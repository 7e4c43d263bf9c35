import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Patch } from '../../src/model/model.ts';
import { patchPlan } from '../../src/patches/patch-plan.ts';
import { planOf } from '../support/plans.ts';
import { json, merge, patched } from './patched.ts';

const deployment = stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'home', finalizers: ['one', 'two'] },
  spec: {
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    template: {
      spec: {
        containers: [
          { name: 'home', image: 'home:1', args: ['--one'] },
          { name: 'helper', image: 'helper:1' },
        ],
      },
    },
  },
});
const autoscaler = (name: string) => `---
# As many as are needed.
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  maxReplicas: 5
`;

const containers = (...items: readonly object[]) => ({ spec: { template: { spec: { containers: items } } } });

/** Returns the deployment with something merged in, or the finding with its hint. */
function merged(value: unknown): string {
  return foundOr('home.yaml', deployment, merge('home.yaml', value));
}

function foundOr(file: string, text: string, ...patches: readonly Patch[]): string {
  const { plan, findings } = patchPlan(planOf({ [file]: text }), patches, { isWhole: true });
  if (findings.length === 0) return plan.files[0]?.content ?? '';
  return findings.map(({ message, hint }) => `${message} (${hint ?? 'no hint'})`).join('\n');
}

const PLACE = '"/spec/template/spec/containers"';

describe('what is merged is refused', () => {
  it.each([
    [
      'where an item to delete is not there',
      containers({ name: 'homme', $patch: 'delete' }),
      `home.yaml: the list at ${PLACE} has no item with name "homme" (did you mean "home"?)`,
    ],
    [
      'where an item to replace is not there',
      containers({ name: 'homme', $patch: 'replace', image: 'x' }),
      `the list at ${PLACE} has no item with name "homme"`,
    ],
    [
      'where it does not say which item to delete',
      containers({ $patch: 'delete' }),
      `an item for the list at ${PLACE} does not say which is meant (name it by "name")`,
    ],
    [
      'where a map to delete is not there',
      { spec: { strategi: { $patch: 'delete' } } },
      'there is nothing to delete at "/spec/strategi"',
    ],
    [
      'where an item is to be deleted from a list that is replaced as a whole',
      containers({ name: 'home', args: [{ $patch: 'delete' }] }),
      `there is nothing to delete at "/spec/template/spec/containers/0/args/0"`,
    ],
    [
      'where a directive is none',
      containers({ name: 'home', $patch: 'remove' }),
      `"$patch" at "/spec/template/spec/containers/0" is "remove", which is no directive (there are "delete" and "replace")`,
    ],
    [
      'where a list to take values from is not there',
      { metadata: { '$deleteFromPrimitiveList/finalisers': ['one'] } },
      'there is no list at "/metadata/finalisers"',
    ],
    [
      'where a value to take from a list is not in it',
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['three'] } },
      'the list at "/metadata/finalizers" has no "three" (there are: "one", "two")',
    ],
    [
      'where it takes values from a list that it brings itself',
      { spec: { new: { '$deleteFromPrimitiveList/list': ['one'] } } },
      'there is nothing to delete at "/spec/new/list"',
    ],
    [
      'where it orders a list',
      { spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'home' }] } } } },
      '"$setElementOrder/containers" at "/spec/template/spec" is not understood (leave it out: ',
    ],
    [
      'where the keys to keep are no list',
      { spec: { strategy: { $retainKeys: 'type' } } },
      '"$retainKeys" at "/spec/strategy" is no list of single values (list the keys that stay)',
    ],
    ['where it is null', null, 'nothing would be left of the document (to delete a Kubernetes object, '],
    ['where it is no map', ['a'], 'it is a map, and what is merged is none (write the keys that change)'],
    [
      'where it would delete the last object of a file',
      { $patch: 'delete' },
      'home.yaml would have no object left (other files name this one',
    ],
  ])('%s', (_name, value, message) => {
    expect(merged(value)).toContain(message);
  });

  it('where it would delete what is no Kubernetes object', () => {
    const found = foundOr('compose.yaml', 'services: {}\n', merge('compose.yaml', { $patch: 'delete' }));
    expect(found).toContain('only a Kubernetes object can be deleted');
  });
});

describe('a directive', () => {
  it('deletes a map', () => {
    expect(merged({ spec: { strategy: { $patch: 'delete' } } })).not.toContain('strategy');
  });

  it('keeps the keys that are listed, and no others', () => {
    const text = merged({ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } });
    expect(text).toContain('  strategy:\n    type: Recreate\n  template:');
  });

  it('takes values from a list', () => {
    const text = merged({ metadata: { '$deleteFromPrimitiveList/finalizers': ['one'] } });
    expect(text).toContain('  finalizers:\n    - two\nspec:');
  });

  it('replaces one item, or with an item that says nothing else, wherever that stands, the list', () => {
    const one = merged(containers({ name: 'home', $patch: 'replace', image: 'other' }));
    expect(one).toContain('        - name: home\n          image: other\n        - name: helper');
    const all = merged(containers({ name: 'new', image: 'new:1' }, { $patch: 'replace' }));
    expect(all).toContain('      containers:\n        - name: new\n          image: new:1\n');
    expect(all).not.toContain('helper');
  });

  it('is never written, also where all of the map is new', () => {
    expect(merged({ spec: { new: { $retainKeys: ['a'], a: 1 } } })).toContain('  new:\n    a: 1\n');
    for (const text of [merged({ spec: { $retainKeys: ['strategy'] } }), merged({ $patch: 'replace', a: 1 })])
      expect(text).not.toContain('$');
  });
});

describe('a JSON Patch', () => {
  it.each([
    ['remove', undefined],
    ['replace', null],
    ['add', null],
  ] as const)('is refused where it would leave nothing of a document: %s', (op, value) => {
    const found = foundOr('home.yaml', deployment, json('home.yaml', { op, path: '', value }));
    expect(found).toContain('nothing would be left of the document (to delete a Kubernetes object, ');
  });
});

describe('an object that a patch deletes', () => {
  const text = `${deployment}${autoscaler('home')}${autoscaler('cart')}`;
  const forAutoscaler = (name: string | null, value: unknown): Patch => {
    const patch = merge('home.yaml', value);
    return { ...patch, target: { ...patch.target, kind: 'HorizontalPodAutoscaler', name } };
  };
  const deletion = { $patch: 'delete' };

  it('is gone from its file, and nothing else is', () => {
    expect(patched('home.yaml', text, forAutoscaler('home', deletion))).toBe(
      `${deployment}${autoscaler('cart')}`,
    );
    expect(patched('home.yaml', text, forAutoscaler(null, deletion))).toBe(deployment);
  });

  it('may be the first of its file', () => {
    const first = `${autoscaler('home').slice('---\n'.length)}${autoscaler('cart')}`;
    expect(patched('home.yaml', first, forAutoscaler('home', deletion))).toBe(
      autoscaler('cart').slice('---\n'.length),
    );
  });

  it('may be deleted twice, and is no longer one of all', () => {
    const change = { spec: { maxReplicas: 7 } };
    const twice = [forAutoscaler('home', deletion), forAutoscaler('home', deletion)];
    expect(patched('home.yaml', text, ...twice, forAutoscaler(null, change))).toBe(
      `${deployment}${autoscaler('cart').replace('5', '7')}`,
    );
  });

  it('is not changed by another patch, before or after', () => {
    const change = forAutoscaler('home', { spec: { maxReplicas: 7 } });
    expect(foundOr('home.yaml', text, forAutoscaler('home', deletion), change)).toBe(
      'an earlier patch deletes the HorizontalPodAutoscaler "home", so that there is nothing to change (keep one of the two)',
    );
    expect(foundOr('home.yaml', text, change, forAutoscaler('home', deletion))).toContain(
      'the first sets it to 7, this one takes it away',
    );
  });
});
