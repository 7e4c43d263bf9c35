import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutWithElk } from '../../../src/diagram/layout/elk.ts';
import type { Layout, LayoutRequest, Point, Rect, Way } from '../../../src/diagram/layout/layout.ts';
import { randomRequests } from './random-request.ts';

async function holds(seed: number, check: (layout: Layout, request: LayoutRequest) => void): Promise<void> {
  const property = fc.asyncProperty(randomRequests, async (request) => {
    check(await layOutWithElk(request), request);
  });
  await fc.assert(property, { numRuns: 30, seed });
}

describe('layOutWithElk', () => {
  it('keeps all blocks and all frames apart, and each block in its frame', async () => {
    await holds(7, ({ blocks, frames, ...size }, { groups }) => {
      expect(overlaps([...blocks])).toEqual([]);
      expect(overlaps([...frames])).toEqual([]);
      for (const { id, blocks: own, isBeam } of groups) {
        const frame = frames.get(id) ?? (isBeam ? { x: 0, y: 0, ...size } : NOWHERE);
        for (const block of own)
          expect(contains(frame, blocks.get(block.id) ?? NOWHERE), block.id).toBe(true);
      }
    });
  });

  it('keeps everything inside the figure', async () => {
    await holds(11, ({ width, height, blocks, frames, ways }) => {
      const figure = { x: 0, y: 0, width, height };
      const things = [...blocks.values(), ...frames.values(), ...ways.flatMap(({ label }) => label ?? [])];
      for (const rect of things) expect(contains(figure, rect)).toBe(true);
      for (const { points } of ways)
        for (const point of points) expect(contains(figure, { ...point, width: 0, height: 0 })).toBe(true);
    });
  });

  it('leads each way from side to side of its blocks, in horizontal and vertical pieces and through no block', async () => {
    await holds(13, ({ blocks, ways }, { links }) => {
      expect(ways).toHaveLength(links.length);
      for (const [index, { from, to }] of links.entries()) {
        const { points } = ways[index] ?? NO_WAY;
        const name = `${from} -> ${to}`;
        expect(touches(points[0], blocks.get(from)), `start of ${name}`).toBe(true);
        expect(touches(points.at(-1), blocks.get(to)), `end of ${name}`).toBe(true);
        for (const piece of piecesOf(points)) {
          expect(Math.min(piece.width, piece.height), `a slope on ${name}`).toBeLessThan(0.15);
          for (const [id, block] of blocks)
            expect(overlap(piece, shrunk(block)), `${name} in ${id}`).toBe(false);
        }
      }
    });
  });

  it('puts each label on its way, on no block and no other label', async () => {
    await holds(17, ({ blocks, ways }, { links }) => {
      const labels: [string, Rect][] = [];
      for (const [index, { points, label }] of ways.entries()) {
        const wanted = links[index]?.label ?? null;
        expect(label === null).toBe(wanted === null);
        if (label === null) continue;
        expect(label.height).toBeCloseTo(wanted?.height ?? 0, 0);
        const middle = {
          x: label.x + label.width / 2 - 1,
          y: label.y + label.height / 2 - 1,
          width: 2,
          height: 2,
        };
        expect(piecesOf(points).some((piece) => overlap(grown(piece), middle))).toBe(true);
        labels.push([`label ${index}`, label]);
      }
      expect(overlaps([...blocks, ...labels])).toEqual([]);
    });
  });

  it('leads ordering links downwards wherever their ranks do', async () => {
    await holds(19, ({ blocks }, { groups }) => {
      const [first, ...rest] = groups;
      for (const lower of rest.filter(({ rank }) => rank > (first?.rank ?? 0))) {
        for (const block of lower.blocks)
          for (const upper of first?.blocks ?? [])
            expect(bottomOf(blocks.get(upper.id))).toBeLessThan(blocks.get(block.id)?.y ?? 0);
      }
    });
  });

  it('gives the same layout for the same request', async () => {
    const [request] = fc.sample(randomRequests, { numRuns: 1, seed: 23 });
    if (request === undefined) throw new Error('no request');
    expect(await layOutWithElk(request)).toEqual(await layOutWithElk(request));
  });
});

const NOWHERE: Rect = { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
const NO_WAY: Way = { points: [], label: null };

function overlaps(rects: readonly (readonly [string, Rect])[]): readonly string[] {
  return rects.flatMap(([id, rect], index) =>
    rects
      .slice(index + 1)
      .flatMap(([other, second]) => (overlap(shrunk(rect), second) ? [`${id} and ${other}`] : [])),
  );
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Without the tenth of a pixel that rounding may add. */
function shrunk({ x, y, width, height }: Rect): Rect {
  return { x: x + 0.2, y: y + 0.2, width: width - 0.4, height: height - 0.4 };
}

function grown({ x, y, width, height }: Rect): Rect {
  return { x: x - 0.2, y: y - 0.2, width: width + 0.4, height: height + 0.4 };
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x - 0.2 &&
    inner.y >= outer.y - 0.2 &&
    inner.x + inner.width <= outer.x + outer.width + 0.2 &&
    inner.y + inner.height <= outer.y + outer.height + 0.2
  );
}

function piecesOf(points: readonly Point[]): readonly Rect[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
  });
}

function touches(point: Point | undefined, block: Rect | undefined): boolean {
  if (point === undefined || block === undefined) return false;
  const isOnEdge = [block.x, block.x + block.width].some((x) => Math.abs(point.x - x) < 0.2);
  const isOnSide = [block.y, block.y + block.height].some((y) => Math.abs(point.y - y) < 0.2);
  return (isOnEdge || isOnSide) && contains(block, { ...point, width: 0, height: 0 });
}

function bottomOf(rect: Rect | undefined): number {
  return rect === undefined ? Number.NaN : rect.y + rect.height;
}
