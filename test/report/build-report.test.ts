import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { formatJson } from '../../src/report/formats/json.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { sampleModel } from '../support/sample-model.ts';
import { sampleInput } from '../support/sample-run.ts';

const model = sampleModel();
const input = sampleInput(model);
const report = buildReport(input);

/** A run in which nothing happened. */
const nothing = buildReport({
  ...input,
  objectives: [],
  verdict: 'invalid',
  invalidBecause: 'no request could be sent',
  run: {
    ...input.run,
    firstAnswerMs: null,
    requests: { scheduled: 0, sent: 0, dropped: 0, failed: 0 },
    steps: new Map(),
    journeys: new Map(),
    edges: new Map(),
    elements: new Map(),
    faults: new Map(),
    timeline: [],
  },
});

describe('buildReport', () => {
  it('lists declared edges in the order of the model, undeclared ones after them', () => {
    const names = report.edges.map(({ from, to }) => `${from} -> ${to}`);
    expect(names.slice(0, model.edges.length)).toEqual(model.edges.map(({ from, to }) => `${from} -> ${to}`));
    expect(names.slice(model.edges.length)).toEqual(['checkout -> crm']);
    expect(report.edges.at(-1)).toMatchObject({ declared: false, observed: true });
  });

  it('keeps a declared edge that was not exercised, and counts it out of the coverage', () => {
    expect(report.edges.find(({ to }) => to === 'push-apns')).toEqual({
      from: 'push',
      to: 'push-apns',
      declared: true,
      observed: false,
      count: 0,
      failed: 0,
      faulted: 0,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
    });
    expect(report.coverage).toBeCloseTo((model.edges.length - 1) / model.edges.length, 12);
  });

  it('counts a journey as succeeded only where it ended well', () => {
    expect(report.journeys.find(({ journey }) => journey === 'buy')).toMatchObject({
      started: 240,
      succeeded: 203,
      failed: 31,
      unfinished: 6,
    });
  });

  it('puts what was predicted beside what was measured, and null where nothing was', () => {
    const journeys = new Map(
      report.journeys.map(({ app, journey, predicted }) => [`${app} ${journey}`, predicted]),
    );
    expect(journeys.get('shopper-app open-app')).toEqual({
      p50Ms: 101.25,
      p95Ms: 212.5,
      p99Ms: 444.444,
      success: 1,
    });
    expect(journeys.get('shopper-app buy')).toMatchObject({ p99Ms: null, success: 0.995123 });
    expect(journeys.get('store-associate-app buy')).toBeNull();
    const steps = new Map(report.steps.map(({ label, predicted }) => [label, predicted]));
    expect(steps.get('GET /home')?.p50Ms).toBe(98);
    expect(steps.get('sign-in')).toBeNull();
    const unforeseen = buildReport({ ...input, prediction: null });
    expect([...unforeseen.journeys, ...unforeseen.steps].every(({ predicted }) => predicted === null)).toBe(
      true,
    );
  });

  it('orders errors and missing parts by how often they occurred', () => {
    expect(report.steps.find(({ label }) => label === 'POST /orders')?.errors).toEqual([
      { error: 'status 502', count: 27 },
      { error: 'timeout', count: 4 },
    ]);
    expect(report.steps.find(({ label }) => label === 'GET /home')?.missing).toEqual([
      { part: 'stock', count: 140 },
    ]);
  });

  it('places a storage after its service', () => {
    const names = report.elements.map(({ name }) => name);
    expect(names.indexOf('sync/storage')).toBe(names.indexOf('sync') + 1);
  });

  it('reports a fault that touched nothing', () => {
    expect(nothing.faults).toEqual([expect.objectContaining({ touched: 0 })]);
  });

  it('makes what its schema says', () => {
    const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(reportSchema);
    for (const made of [report, nothing]) {
      validate(JSON.parse(formatJson(made)));
      expect(validate.errors).toBeNull();
    }
  });

  it('has a closed schema: an unknown key anywhere is refused', () => {
    const validate = new Ajv({ strictTypes: false }).compile(reportSchema);
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, edges: [{ ...report.edges[0], more: 1 }] })).toBe(false);
  });

  it('gives the same report for the same run', () => {
    expect(formatJson(buildReport(sampleInput(sampleModel())))).toBe(formatJson(report));
  });
});
