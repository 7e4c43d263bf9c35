const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const severity = { enum: ['error', 'warning', 'info'] };
const position = closed({
  line: { type: 'integer', minimum: 1 },
  column: { type: 'integer', minimum: 1, description: 'In UTF-16 units.' },
});
const range = {
  ...closed({ start: position, end: position }),
  description: 'From the start to the end, the end exclusive; 1-based.',
};
const file = { ...text, description: 'As it was named to Lintel, with forward slashes.' };

const finding = {
  rule: { ...text, description: 'The id of the rule.' },
  severity,
  message: text,
  file,
  range,
  path: { ...text, description: 'Where in the blueprint, by names with dots.' },
  fingerprint: {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'Unique in a report, and the same for the same finding while lines move.',
  },
};

const optional = {
  hint: { ...text, description: 'What to do about it.' },
  related: list(closed({ message: text, file, range })),
  fix: closed({
    title: text,
    safety: {
      enum: ['safe', 'suggestion'],
      description: 'After a safe one the blueprint means the same; a suggestion is for a human to decide on.',
    },
    edits: {
      ...list(closed({ range, text })),
      description: 'Of the file of the finding, not overlapping; an empty range inserts.',
    },
  }),
};

const suppressedBy = closed({
  by: { enum: ['comment', 'baseline'] },
  reason: { type: 'string', minLength: 1 },
});

/** The JSON Schema (draft-07, closed) of what `lintel validate -f json` prints. */
export const findingsSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Lintel findings',
  ...closed({
    schemaVersion: { const: '1' },
    lintelVersion: text,
    files: { ...list(file), description: 'The blueprints that were checked, sorted.' },
    findings: { ...list(closed(finding, optional)), description: 'By file, line, column, then rule.' },
    suppressed: {
      ...list(closed({ ...finding, suppressedBy }, optional)),
      description: 'What was found and does not count.',
    },
    summary: closed({ error: count, warning: count, info: count, suppressed: count }),
    rules: {
      ...list(closed({ id: text, severity, summary: text, why: text })),
      description: 'Every rule that could have found something, sorted by id; the severity as configured.',
    },
  }),
};

/** An object that has exactly these keys, and may have the optional ones. */
function closed(
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
): object {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

function list(items: object) {
  return { type: 'array', items };
}
