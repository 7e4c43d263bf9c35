import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrontendOperation, Gather } from '../../src/model/model.ts';
import { always, meanOf, percentileOf, shareOf, times } from '../../src/predict/distribution.ts';
import { logNormal } from '../../src/predict/laws.ts';
import { endedWithin, type Outcome, success, successOf } from '../../src/predict/outcome.ts';
import { gathered } from '../../src/predict/parts.ts';
import { modelOf, SAMPLE } from '../model/sample.ts';

const [template] = modelOf(SAMPLE).frontends[0]?.operations ?? [];
if (template === undefined) throw new Error('the sample has no operation');
const [part] = template.gathers;
if (part === undefined) throw new Error('the sample gathers nothing');

interface Given {
  readonly after?: readonly string[];
  readonly optional?: boolean;
  readonly timeoutMs?: number;
}

/** An operation with parts of these names. */
function operation(parts: Readonly<Record<string, Given>>, deadlineMs = 10_000): FrontendOperation {
  const gathers = Object.entries(parts).map(
    ([name, { after = [], optional = false, timeoutMs = null }]): Gather => ({
      ...(part as Gather),
      part: name,
      after,
      optional,
      timeoutMs,
    }),
  );
  return { ...(template as FrontendOperation), deadlineMs, gathers };
}

/** Gathers parts that take so long; those that fail do so in a share of the cases. */
function gather(
  of: FrontendOperation,
  calls: Readonly<Record<string, number | { readonly ms: number; readonly success: number }>>,
): Outcome {
  return gathered(of, ({ part: name }) => {
    const call = calls[name] ?? 0;
    if (typeof call === 'number') return success(always(call));
    return { ok: always(call.ms, call.success), failed: always(call.ms, 1 - call.success) };
  });
}

describe('gathered', () => {
  it('takes as long as the longest of parts that wait for nothing', () => {
    const all = gather(operation({ a: {}, b: {}, c: {} }), { a: 100, b: 300, c: 200 });
    expect(endedWithin(all, 1)).toBeCloseTo(300, 6);
  });

  it('adds up parts that wait for one', () => {
    const chain = operation({ a: {}, b: { after: ['a'] }, c: { after: ['a'] }, d: { after: ['c'] } });
    expect(endedWithin(gather(chain, { a: 100, b: 300, c: 150, d: 200 }), 1)).toBeCloseTo(450, 6);
  });

  it('waits for all where a part waits for several', () => {
    const joined = operation({ a: {}, b: {}, c: { after: ['a', 'b'] } });
    expect(endedWithin(gather(joined, { a: 100, b: 300, c: 50 }), 1)).toBeCloseTo(350, 0);
  });

  it('succeeds as often as all required parts do, each counted once however many wait for it', () => {
    const calls = {
      a: { ms: 10, success: 0.9 },
      b: { ms: 20, success: 0.8 },
      c: { ms: 30, success: 0.5 },
      d: { ms: 5, success: 0.7 },
    };
    const tree = operation({ a: {}, b: { after: ['a'] }, c: { after: ['a'], optional: true }, d: {} });
    expect(successOf(gather(tree, calls))).toBeCloseTo(0.9 * 0.8 * 0.7, 9);
    const layers = operation({ a: {}, b: { after: ['a', 'd'] }, c: { after: ['a'] }, d: {} });
    expect(successOf(gather(layers, calls))).toBeCloseTo(0.9 * 0.8 * 0.5 * 0.7, 9);
  });

  it('fails as soon as a required part does', () => {
    const failing = gather(operation({ a: {}, b: {} }), { a: { ms: 40, success: 0 }, b: 500 });
    expect(endedWithin(failing, 1)).toBeCloseTo(40, 6);
  });

  it('waits for an optional part, up to its timeout, and goes well without it', () => {
    const optional = operation({ a: {}, b: { optional: true, timeoutMs: 300 } });
    const all = gather(optional, { a: 100, b: { ms: 2000, success: 1 } });
    expect(successOf(all)).toBe(1);
    expect(endedWithin(all, 1)).toBeCloseTo(300, 6);
  });

  it('answers at the deadline without the optional parts that are late, and fails where a required one is', () => {
    const parts = { a: {}, b: { optional: true, after: ['a'] } };
    const late = gather(operation(parts, 1000), { a: 400, b: 800 });
    expect(successOf(late)).toBe(1);
    expect(endedWithin(late, 1)).toBeCloseTo(1000, 6);
    const tooLate = gather(operation(parts, 1000), { a: 1400, b: 800 });
    expect(successOf(tooLate)).toBe(0);
    expect(endedWithin(tooLate, 1)).toBeCloseTo(1000, 6);
  });

  it('answers at the deadline only as often as the required parts are there by then', () => {
    const half: Outcome = {
      ok: times(logNormal({ p50Ms: 1000, p99Ms: 4000 }), 1),
      failed: { startMs: 0, stepMs: 1, mass: new Float64Array(0) },
    };
    const all = gathered(operation({ a: {}, b: { optional: true } }, 1000), ({ part: name }) =>
      name === 'a' ? half : success(always(1e6)),
    );
    expect(successOf(all)).toBeCloseTo(0.5, 2);
    expect(shareOf(all.ok) + shareOf(all.failed)).toBeCloseTo(1, 6);
  });

  it('takes no time without parts', () => {
    expect(endedWithin(gather(operation({}), {}), 1)).toBe(0);
  });

  it('is never quicker with one part more', () => {
    const latency = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 8 }))
      .map(([p50Ms, spread]) => success(logNormal({ p50Ms, p99Ms: p50Ms * spread })));
    fc.assert(
      fc.property(fc.array(latency, { minLength: 2, maxLength: 5 }), fc.boolean(), (calls, isChained) => {
        const names = calls.map((_, at) => `p${at}`);
        const given = (count: number) =>
          Object.fromEntries(
            names
              .slice(0, count)
              .map((name, at) => [name, at > 0 && isChained ? { after: [`p${at - 1}`] } : {}]),
          );
        const of = (count: number) =>
          gathered(
            operation(given(count), 1e6),
            ({ part: name }) => calls[names.indexOf(name)] ?? success(always(0)),
          );
        const fewer = of(calls.length - 1).ok;
        const more = of(calls.length).ok;
        const slackMs = 2 * Math.max(fewer.stepMs, more.stepMs);
        for (const share of [0.1, 0.5, 0.9, 0.99])
          expect(percentileOf(more, share)).toBeGreaterThanOrEqual(
            (percentileOf(fewer, share) ?? 0) - slackMs,
          );
        expect(meanOf(more)).toBeGreaterThanOrEqual(meanOf(fewer) - slackMs);
      }),
      { numRuns: 40 },
    );
  });
});
