import { describe, expect, it } from 'vitest';
import type { OverlayEdge } from '../../../src/diagram/overlay.ts';
import { pictureOf } from '../../../src/diagram/views/index.ts';
import { observedPicture } from '../../../src/diagram/views/observed.ts';
import { sampleModel } from '../../support/sample-model.ts';

const model = sampleModel();
const edge = (from: string, to: string, rest: Partial<OverlayEdge> = {}): OverlayEdge => {
  const figures = { count: 1204, failed: 0, p50Ms: 20, p95Ms: 145.2 };
  return { from, to, declared: true, observed: true, ...figures, ...rest };
};

const picture = observedPicture(pictureOf(model, 'schematic'), {
  edges: [
    edge('mobile-api', 'storefront'),
    edge('erp-integration', 'erp', { count: 63, failed: 31 }),
    edge('push', 'push-apns', { observed: false, count: 0, p50Ms: null, p95Ms: null }),
    edge('sync', 'sync/storage'),
    edge('checkout', 'crm', { declared: false, count: 3 }),
    edge('checkout', 'nowhere', { declared: false }),
  ],
  elements: [
    { name: 'storefront', count: 1204, failed: 0 },
    { name: 'erp', count: 63, failed: 31 },
  ],
});

const link = (from: string, to: string) => picture.links.find((one) => one.from === from && one.to === to);
const node = (id: string) => picture.groups.flatMap(({ nodes }) => nodes).find((one) => one.id === id);

describe('observedPicture', () => {
  it('writes requests and p95 on an edge, and the share that failed where some did', () => {
    expect(link('mobile-api', 'storefront')).toMatchObject({
      label: ['1,204 · 145 ms'],
      state: 'healthy',
      count: 1204,
    });
    expect(link('erp-integration', 'erp')).toMatchObject({
      label: ['63 · 49.2 % failed'],
      state: 'degraded',
    });
  });

  it('marks what was declared and not exercised', () => {
    expect(link('push', 'push-apns')).toMatchObject({ label: [], state: 'idle' });
    expect(link('push', 'push-apns')?.tooltip).toBe('push → push-apns: declared, not exercised');
    expect(node('crm')).toMatchObject({ note: 'not exercised', state: 'idle' });
  });

  it('adds edges between elements that nobody declared, and no others', () => {
    expect(link('checkout', 'crm')).toMatchObject({ state: 'undeclared' });
    expect(link('checkout', 'crm')?.tooltip).toContain('not declared; 3 requests');
    expect(picture.links).toHaveLength(model.edges.length + 1);
  });

  it('counts on elements, and leaves storage without a label', () => {
    expect(node('storefront')).toMatchObject({ note: '1,204', state: 'healthy' });
    expect(node('erp')).toMatchObject({ note: '63 · 31 failed', state: 'degraded' });
    expect(link('sync', 'sync/storage')?.label).toEqual([]);
  });
});
