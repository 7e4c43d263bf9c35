import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePoints } from '../../src/diagram/curve.ts';
import { type Box, type Layout, layoutDiagram } from '../../src/diagram/layout.ts';
import type { KindId } from '../../src/kinds/kind.ts';
import { retail, type SampleSpec, sampleModel } from '../support/sample-model.ts';

const kinds: readonly KindId[] = ['push', 'sync', 'metrics', 'security', 'identity'];
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Models of 1 to about 60 elements with edges along the pattern, and some links against it. */
const specs = fc
  .record({
    devices: fc.integer({ min: 1, max: 8 }),
    gateways: fc.integer({ min: 1, max: 6 }),
    frontends: fc.integer({ min: 0, max: 16 }),
    integrations: fc.integer({ min: 0, max: 16 }),
    mobileServices: fc.integer({ min: 0, max: 12 }),
    backends: fc.integer({ min: 0, max: 10 }),
    providers: fc.integer({ min: 0, max: 3 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 120 }),
  })
  .map(({ picks, ...counts }): SampleSpec & { readonly all: readonly string[] } => {
    const spec = {
      devices: names('app', counts.devices),
      gateways: names('gateway', counts.gateways),
      frontends: names('a-frontend-with-a-rather-long-name', counts.frontends),
      integrations: names('integration', counts.integrations),
      backends: names('backend', counts.backends),
      providers: names('push-fcm', counts.providers),
    };
    const services = names('service', counts.mobileServices);
    const mobileServices = Object.fromEntries(
      services.map((name, index) => [name, kinds[index % kinds.length] ?? 'push'] as const),
    );
    const all = [...Object.values(spec).flat(), ...services];
    const pick = (index: number) => all[index % all.length] ?? '';
    const edges = picks.map(([from, to]) => `${pick(from)} -> ${pick(to)}`);
    return { ...spec, mobileServices, all, edges: [...new Set(edges)] };
  });

describe('layoutDiagram', () => {
  it('keeps all boxes apart and inside the figure, whatever the model', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const layout = layoutDiagram(sampleModel(spec));
        for (const [index, box] of layout.boxes.entries()) {
          expect(inside(box, layout), box.id).toBe(true);
          for (const other of layout.boxes.slice(index + 1)) {
            expect(overlap(box, other), `${box.id} and ${other.id}`).toBe(false);
          }
        }
        expect(layout.boxes.map(({ id }) => id)).toEqual(expect.arrayContaining([...spec.all]));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('leads no line through a box, and ends every line at its boxes', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const layout = layoutDiagram(sampleModel(spec));
        const boxes = new Map(layout.boxes.map((box) => [box.id, box]));
        for (const way of layout.ways) {
          const points = samplePoints(way);
          for (const box of layout.boxes) {
            expect(
              points.some((point) => within(point, box)),
              `${way.from} -> ${way.to} in ${box.id}`,
            ).toBe(false);
          }
          expect(touches(points[0], boxes.get(way.from)), `${way.from} -> ${way.to}`).toBe(true);
          expect(touches(points.at(-1), boxes.get(way.to)), `${way.from} -> ${way.to}`).toBe(true);
        }
        expect(layout.ways).toHaveLength((spec.edges ?? []).length);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('puts the tiers in the order of the figure, storage below its service', () => {
    const layout = layoutDiagram(sampleModel(retail));
    const top = (id: string) => layout.boxes.find((box) => box.id === id)?.y ?? Number.NaN;
    expect(top('shopper-app')).toBeLessThan(top('mobile-api'));
    expect(top('mobile-api')).toBeLessThan(top('storefront'));
    expect(top('storefront')).toBeLessThan(top('crm-integration'));
    expect(top('crm-integration')).toBeLessThan(top('crm'));
    expect(top('sync')).toBeLessThan(top('sync/storage'));
    expect(layout.frames.find(({ tier }) => tier === 'mobileServices')?.y).toBe(
      layout.frames.find(({ tier }) => tier === 'frontends')?.y,
    );
  });

  it('orders a tier so that edges which need not cross do not', () => {
    const layout = layoutDiagram(
      sampleModel({
        gateways: ['gateway'],
        frontends: ['first', 'second'],
        integrations: ['of-second', 'of-first'],
        edges: ['gateway -> first', 'gateway -> second', 'first -> of-first', 'second -> of-second'],
      }),
    );
    const left = (id: string) => layout.boxes.find((box) => box.id === id)?.x ?? Number.NaN;
    expect(left('first') < left('second')).toBe(left('of-first') < left('of-second'));
  });

  it('leaves out links whose end is no element', () => {
    const layout = layoutDiagram(sampleModel(retail), [{ from: 'checkout', to: 'nowhere' }]);
    expect(layout.ways.some(({ to }) => to === 'nowhere')).toBe(false);
  });

  it('gives the same geometry for the same model', () => {
    expect(layoutDiagram(sampleModel(retail))).toEqual(layoutDiagram(sampleModel(retail)));
  });
});

interface At {
  readonly x: number;
  readonly y: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(box: Box, { width, height }: Layout): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

function within({ x, y }: At, box: Box): boolean {
  return x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5;
}

function touches(point: At | undefined, box: Box | undefined): boolean {
  if (point === undefined || box === undefined) return false;
  const isAtEdge = Math.abs(point.y - box.y) < 0.5 || Math.abs(point.y - box.y - box.height) < 0.5;
  return isAtEdge && point.x >= box.x && point.x <= box.x + box.width;
}
