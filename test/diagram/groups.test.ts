import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../src/diagram/groups.ts';
import { sampleModel } from '../support/sample-model.ts';

const rows = (way: 'longest' | 'shortest', model = sampleModel()) => {
  const found: string[][] = [];
  for (const { id, rank } of groupsOf(model, way)) found[rank] = [...(found[rank] ?? []), id];
  return found;
};

describe('groupsOf', () => {
  it('puts a tier below all that may use it, storage below its services', () => {
    expect(rows('longest')).toEqual([
      ['devices'],
      ['gateway'],
      ['frontends'],
      ['integrations', 'mobileServices'],
      ['backends', 'storage', 'providers'],
    ]);
  });

  it('puts a tier as high as the shortest way to it, where that is asked for', () => {
    expect(rows('shortest')).toEqual([
      ['devices'],
      ['gateway'],
      ['frontends', 'mobileServices'],
      ['integrations', 'storage', 'providers'],
      ['backends'],
    ]);
  });

  it('leaves out what has no elements, and no gap for it', () => {
    const model = sampleModel({ gateways: ['api'], integrations: ['a'], backends: ['b'] });
    expect(rows('longest', model)).toEqual([['gateway'], ['integrations'], ['backends']]);
  });

  it('ends for a pattern with a circle', () => {
    const model = sampleModel();
    const edges = [...model.pattern.edges, { from: 'backends', to: 'devices', because: 'a circle' } as const];
    const groups = groupsOf({ ...model, pattern: { ...model.pattern, edges } }, 'longest');
    expect(groups.map(({ id }) => id)).toContain('backends');
  });
});
