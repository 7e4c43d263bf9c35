import type { FaultSpec, Model } from '../../src/model/model.ts';
import type { JourneySamples, ObservedEdge, Run, Samples } from '../../src/observe/run.ts';
import type { ReportInput } from '../../src/report/build-report.ts';

/** The run of `sampleModel()` during an outage of the ERP: 40 s, of which it answers 503 from 15 s to 25 s. */
export function sampleRun(model: Model): Run {
  const edges = model.edges.map(({ from, to }, index) => edgeOf(from, to, index));
  const undeclared = edgeOf('checkout', 'crm', 3);
  return {
    scenario: 'backend-outage',
    seed: 42,
    planHash: `sha256:${'7c'.repeat(32)}`,
    durationMs: 40_000,
    interrupted: false,
    readyMs: 612.4,
    firstAnswerMs: 894.25,
    lagP99Ms: 2.1,
    requests: { scheduled: 1204, sent: 1204, dropped: 0, failed: 31 },
    steps: new Map([
      ['GET /home', stepOf(560, 0, 140)],
      ['POST /orders', stepOf(240, 31, 0)],
      ['sign-in', stepOf(404, 0, 0)],
    ]),
    journeys: new Map(
      [journeyOf('shopper-app', 'open-app', 560, 0), journeyOf('shopper-app', 'buy', 240, 31)].map(
        (journey) => [`${journey.app}\0${journey.journey}`, journey],
      ),
    ),
    edges: new Map(
      [...edges, undeclared].filter(({ count }) => count > 0).map((e) => [`${e.from}\0${e.to}`, e]),
    ),
    elements: new Map(
      model.elements.flatMap(({ name }, index) => [
        [
          name,
          { count: name === 'push-apns' ? 0 : 900 - index * 31, failed: name.startsWith('erp') ? 31 : 0 },
        ],
        [`${name}/storage`, { count: 100 + index, failed: 0 }],
      ]),
    ),
    faults: new Map([[sampleFault.expression, 31]]),
    timeline: Array.from({ length: 40 }, (_, second) => {
      const isOut = second >= 15 && second < 25;
      const sent = 28 + ((second * 7) % 5);
      const slow = isOut ? 900 : 240;
      const latenciesMs = wave(sent, second, slow);
      return { second, sent, failed: isOut ? 3 : 0, partial: isOut ? 14 : 0, latenciesMs };
    }),
  };
}

export const sampleFault: FaultSpec = {
  on: { type: 'edge', from: 'erp-integration', to: 'erp' },
  effect: { kind: 'status', status: 503 },
  fromMs: 15_000,
  toMs: 25_000,
  share: 1,
  first: null,
  span: null,
  expression: 'erp-integration -> erp: status 503 between 15s..25s',
};

/** Everything that a report of `sampleRun` is made of. */
export function sampleInput(model: Model): ReportInput {
  return {
    model,
    run: sampleRun(model),
    objectives: [
      {
        expression: 'open-app p95 <= 1500ms',
        verdict: 'pass',
        actual: 388.1,
        limit: 1500,
        unit: 'ms',
        samples: 560,
        interval: { low: 0.9946, high: 1 },
        samplesNeeded: 59,
      },
      {
        expression: 'POST /orders success >= 99%',
        verdict: 'fail',
        actual: 0.8708,
        limit: 0.99,
        unit: 'share',
        samples: 240,
        interval: { low: 0.8296, high: 0.9046 },
        samplesNeeded: 299,
      },
      {
        expression: 'POST /orders p99 <= 3s',
        verdict: 'inconclusive',
        actual: 911.5,
        limit: 3000,
        unit: 'ms',
        samples: 240,
        interval: { low: 0.9876, high: 1 },
        samplesNeeded: 299,
      },
    ],
    verdict: 'fail',
    invalidBecause: null,
    faults: [sampleFault],
    prediction: {
      journeys: new Map([
        ['shopper-app\0open-app', { p50Ms: 101.25, p95Ms: 212.5, p99Ms: 444.4444444, success: 1 }],
        ['shopper-app\0buy', { p50Ms: 130, p95Ms: 260, p99Ms: null, success: 0.9951234567 }],
      ]),
      steps: new Map([['GET /home', { p50Ms: 98, p95Ms: 205, p99Ms: 430, success: 0.9999 }]]),
    },
    lintelVersion: '0.1.0',
    replay: 'lintel simulate sample.blueprint.yaml --scenario backend-outage --seed 42',
  };
}

function wave(count: number, phase: number, slowMs: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const tail = index % 12 === 0 ? slowMs : 0;
    return 60 + ((index * 37 + phase * 13) % 90) + tail + Math.round(30 * Math.sin(phase / 3));
  });
}

function stepOf(count: number, failed: number, partial: number): Samples {
  return {
    latenciesMs: wave(count, 1, 300),
    failed: Array.from({ length: count }, (_, index) => index < failed),
    partial,
    missing: new Map(partial > 0 ? [['stock', partial]] : []),
    errors: new Map(
      failed > 0
        ? [
            ['timeout', 4],
            ['status 502', failed - 4],
          ]
        : [],
    ),
  };
}

function journeyOf(app: string, journey: string, started: number, failed: number): JourneySamples {
  const ended = started - 6;
  return {
    app,
    journey,
    latenciesMs: wave(ended, 2, 420),
    failed: Array.from({ length: ended }, (_, index) => index < failed),
    started,
    unfinished: 6,
    offline: Math.round(started * 0.15),
  };
}

function edgeOf(from: string, to: string, index: number): ObservedEdge {
  const isIdle = to === 'push-apns';
  const isOut = to.startsWith('erp');
  const count = isIdle ? 0 : Math.max(12, Math.round(1204 / (index + 1)));
  return {
    from,
    to,
    count,
    failed: isOut ? 31 : 0,
    faulted: to === 'erp' ? 31 : 0,
    latenciesMs: wave(count, index, 40 * (index % 7)),
  };
}
