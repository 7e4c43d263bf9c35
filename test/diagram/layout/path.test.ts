import { describe, expect, it } from 'vitest';
import type { Point } from '../../../src/diagram/layout/layout.ts';
import { withoutNeedless, withoutSteps } from '../../../src/diagram/layout/path.ts';

const points = (...places: readonly (readonly [x: number, y: number])[]): readonly Point[] =>
  places.map(([x, y]) => ({ x, y }));

describe('withoutNeedless', () => {
  it('leaves out repetitions and points on the way straight on', () => {
    const line = points([10, 0], [10, 20], [10, 20], [10, 40], [60, 40], [90, 40], [90, 60]);
    expect(withoutNeedless(line)).toEqual(points([10, 0], [10, 40], [90, 40], [90, 60]));
  });
});

describe('withoutSteps', () => {
  it('makes a line with a small step straight', () => {
    const way = { points: points([10, 0], [10, 20], [13, 20], [13, 40]), label: null };
    expect(withoutSteps(way)).toEqual(points([10, 0], [10, 40]));
  });

  it('moves the piece that ends at no block', () => {
    const way = { points: points([10, 0], [10, 20], [60, 20], [60, 40], [62, 40], [62, 60]), label: null };
    expect(withoutSteps(way)).toEqual(points([10, 0], [10, 20], [62, 20], [62, 60]));
  });

  it('moves no piece from under its label', () => {
    const label = { x: 0, y: 25, width: 26, height: 10 };
    const way = { points: points([10, 0], [10, 20], [13, 20], [13, 40]), label };
    expect(withoutSteps(way)).toEqual(points([13, 0], [13, 40]));
  });

  it('leaves a step that is large enough to be meant', () => {
    const way = { points: points([10, 0], [10, 20], [22, 20], [22, 40]), label: null };
    expect(withoutSteps(way)).toEqual(way.points);
  });
});
