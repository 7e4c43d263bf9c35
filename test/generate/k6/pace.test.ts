import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadPhase } from '../../../src/model/model.ts';

interface Pace {
  readonly unitMs: number;
  readonly startRate: number;
  readonly stages: readonly { readonly durationMs: number; readonly target: number }[];
  readonly leadMs: number;
}

const load = (file: string) => import(pathToFileURL(`templates/k6/load/${file}`).href);
const {
  paceOf,
}: { paceOf: (phases: readonly LoadPhase[], forMs: number, instants: readonly number[]) => Pace } =
  await load('pace.js');
const {
  planInstants,
}: {
  planInstants: (run: {
    seed: number;
    phases: readonly LoadPhase[];
    durationMs: number;
  }) => readonly number[];
} = await load('plan.js');

/**
 * When k6 begins iterations with these rates: in steps of 0.1 ms, each time the rate, moving in a line, has added up to
 * one more. Written without the formula that the pack has.
 */
function iterationStarts({ unitMs, startRate, stages }: Pace): readonly number[] {
  const starts: number[] = [];
  const stepMs = 0.1;
  let area = 0;
  let stageFromMs = 0;
  let from = startRate;
  for (const { durationMs, target } of stages) {
    const steps = Math.round(durationMs / stepMs);
    for (let step = 0; step < steps; step++) {
      area += ((from + ((target - from) * (step + 0.5)) / steps) * stepMs) / unitMs;
      if (area >= starts.length + 1 - 1e-6) starts.push(stageFromMs + (step + 1) * stepMs);
    }
    stageFromMs += durationMs;
    from = target;
  }
  return starts;
}

const rate = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0.5, 7.3, 12.25));
const phases = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 }), rate, rate), { minLength: 1, maxLength: 4 })
  .map((parts) => {
    let fromMs = 0;
    return parts.map(([tenths, startPerSecond, endPerSecond]): LoadPhase => {
      const phase = { fromMs, toMs: fromMs + tenths * 100, startPerSecond, endPerSecond };
      fromMs = phase.toMs;
      return phase;
    });
  });

describe('the pace that k6 is given', () => {
  it('begins an iteration for every arrival, and in time for it', () => {
    fc.assert(
      fc.property(phases, fc.nat(), fc.double({ min: 0.3, max: 1, noNaN: true }), (declared, seed, part) => {
        const durationMs = Math.round((declared.at(-1)?.toMs ?? 0) * part);
        const instants = planInstants({ seed, phases: declared, durationMs });
        const pace = paceOf(declared, durationMs, instants);
        const starts = iterationStarts(pace);
        expect(starts.length).toBeGreaterThanOrEqual(instants.length);
        for (const [index, atMs] of instants.entries()) {
          expect(starts[index] ?? Number.NaN).toBeLessThanOrEqual(atMs + pace.leadMs + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the declared load in whole numbers, with jumps where it jumps', () => {
    const declared = [
      { fromMs: 0, toMs: 5000, startPerSecond: 20, endPerSecond: 20 },
      { fromMs: 5000, toMs: 15_000, startPerSecond: 40, endPerSecond: 80 },
    ];
    expect(paceOf(declared, 10_000, [])).toEqual({
      unitMs: 1000,
      startRate: 20,
      stages: [
        { durationMs: 5000, target: 20 },
        { durationMs: 0, target: 40 },
        { durationMs: 5000, target: 60 },
      ],
      leadMs: 0,
    });
  });

  it.each([
    [0.5, 60_000, 30],
    [7.3, 60_000, 438],
    [0.001, 3_600_000, 4],
  ])('takes a longer unit for %d/s', (perSecond, unitMs, startRate) => {
    const declared = [{ fromMs: 0, toMs: 1000, startPerSecond: perSecond, endPerSecond: perSecond }];
    expect(paceOf(declared, 1000, [])).toMatchObject({ unitMs, startRate });
  });

  it('waits no longer than chance makes it, so that a larger load waits for a smaller part of its time', () => {
    const leadOf = (perSecond: number) => {
      const declared = [{ fromMs: 0, toMs: 60_000, startPerSecond: perSecond, endPerSecond: perSecond }];
      return paceOf(declared, 60_000, planInstants({ seed: 1, phases: declared, durationMs: 60_000 })).leadMs;
    };
    // Four standard deviations of a Poisson process of so many arrivals.
    expect(leadOf(50)).toBeLessThan((4 * Math.sqrt(50 * 60) * 1000) / 50);
    expect(leadOf(2000)).toBeLessThan((4 * Math.sqrt(2000 * 60) * 1000) / 2000);
  });
});
