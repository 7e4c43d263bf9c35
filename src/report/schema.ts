const count = { type: 'integer', minimum: 0 };
const share = { type: 'number', minimum: 0, maximum: 1 };
const milliseconds = { type: 'number', minimum: 0 };
const millisecondsOrNull = { type: ['number', 'null'], minimum: 0 };
const text = { type: 'string' };
const hash = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };
const percentiles = { p50Ms: millisecondsOrNull, p95Ms: millisecondsOrNull, p99Ms: millisecondsOrNull };

const predicted = {
  description: 'What the figures of the blueprint come to, without faults; null where nothing is predicted.',
  oneOf: [{ type: 'null' }, closed({ ...percentiles, success: share })],
};

const objective = closed({
  expression: text,
  verdict: { enum: ['pass', 'fail', 'inconclusive'] },
  actual: {
    type: ['number', 'null'],
    minimum: 0,
    description: 'Milliseconds or a share; null without samples.',
  },
  limit: { type: 'number', minimum: 0 },
  unit: { enum: ['ms', 'share'] },
  samples: count,
  interval: {
    description: 'One-sided 95 % bounds of the share of samples that keep the limit; null without samples.',
    oneOf: [{ type: 'null' }, closed({ low: share, high: share })],
  },
  samplesNeeded: count,
});

const journey = closed({
  app: text,
  journey: text,
  started: count,
  succeeded: count,
  failed: count,
  unfinished: count,
  offline: count,
  ...percentiles,
  predicted,
});

const step = closed({
  label: text,
  count,
  failed: count,
  partial: { ...count, description: 'Answers with an optional part missing.' },
  missing: list(closed({ part: text, count })),
  errors: list(closed({ error: text, count })),
  ...percentiles,
  predicted,
});

const edge = closed({
  from: text,
  to: text,
  declared: { type: 'boolean' },
  observed: { type: 'boolean' },
  count,
  failed: count,
  faulted: { ...count, description: 'Requests that a fault touched.' },
  ...percentiles,
});

const second = closed({
  second: count,
  sent: count,
  failed: count,
  partial: count,
  p50Ms: millisecondsOrNull,
  p95Ms: millisecondsOrNull,
});

/** The JSON Schema (draft-07, closed) of what `lintel simulate -f json` prints and `report.json` holds. */
export const reportSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Lintel simulation report',
  ...closed({
    schemaVersion: { const: '1' },
    lintelVersion: text,
    blueprint: closed({ name: text, title: text, file: text }),
    scenario: closed({ name: text, description: text, durationMs: milliseconds }),
    verdict: { enum: ['pass', 'fail', 'inconclusive', 'invalid', 'unjudged'] },
    invalidBecause: { type: ['string', 'null'] },
    objectives: list(objective),
    requests: closed({ scheduled: count, sent: count, dropped: count, failed: count }),
    journeys: list(journey),
    steps: list(step),
    edges: list(edge),
    elements: list(closed({ name: text, tier: text, count, failed: count })),
    coverage: { ...share, description: 'Observed declared edges over declared edges.' },
    faults: list(
      closed({ expression: text, fromMs: milliseconds, toMs: millisecondsOrNull, touched: count }),
    ),
    startup: closed({ readyMs: milliseconds, firstAnswerMs: millisecondsOrNull }),
    timeline: list(second),
    seed: { type: 'integer' },
    planHash: hash,
    blueprintDigest: hash,
    replay: text,
  }),
};

/** An object that has exactly these keys. */
function closed(properties: Readonly<Record<string, object>>) {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function list(items: object) {
  return { type: 'array', items };
}
