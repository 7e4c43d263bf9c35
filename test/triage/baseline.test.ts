import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { fingerprintOf } from '../../src/diagnostics/fingerprint.ts';
import { createSource } from '../../src/source/source.ts';
import { applyBaseline, staleEntry } from '../../src/triage/apply-baseline.ts';
import type { BaselineEntry } from '../../src/triage/baseline.ts';
import { readBaseline } from '../../src/triage/read-baseline.ts';
import { formatBaseline, planBaseline } from '../../src/triage/write-baseline.ts';

function finding(
  rule: string,
  path: string,
  { file = 'shop.yaml', message = 'm', start = 0 } = {},
): Diagnostic {
  const source = createSource(file, 'x'.repeat(50));
  return { rule, severity: 'warning', message, span: { source, start, end: start + 1 }, path };
}

const asNamed = (path: string) => path;

function plan(
  findings: readonly Diagnostic[],
  before: readonly BaselineEntry[] = [],
): readonly BaselineEntry[] {
  return planBaseline({ findings, before, nameFile: asNamed, isKept: (file) => file === 'kept.yaml' });
}

function read(text: string) {
  return readBaseline(createSource('known.json', text));
}

describe('a baseline', () => {
  const findings = [
    finding('unused-element', 'backends.old'),
    finding('no-owner', 'backends.crm', { file: 'bank.yaml', message: 'says "so"' }),
  ];

  it('is JSON that is sorted by file, place and rule, whatever the order of the findings', () => {
    const text = formatBaseline(plan(findings));
    expect(formatBaseline(plan([...findings].reverse()))).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
    const [first, second] = fingerprintOf(findings);
    expect(JSON.parse(text)).toEqual({
      schemaVersion: '1',
      findings: [
        {
          file: 'bank.yaml',
          rule: 'no-owner',
          path: 'backends.crm',
          message: 'says "so"',
          reason: 'known when the baseline was written',
          fingerprint: second,
        },
        {
          file: 'shop.yaml',
          rule: 'unused-element',
          path: 'backends.old',
          message: 'm',
          reason: 'known when the baseline was written',
          fingerprint: first,
        },
      ],
    });
  });

  it('keeps the reasons that somebody wrote, and entries about blueprints that are not looked at', () => {
    const [first, second] = plan(findings);
    if (first === undefined || second === undefined) throw new Error('two entries are planned');
    const before = [
      { ...second, reason: 'goes with the old app in May' },
      { ...first, file: 'kept.yaml', fingerprint: 'k' },
      { ...first, file: 'gone.yaml', fingerprint: 'g' },
    ];
    expect(plan(findings, before).map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'bank.yaml: known when the baseline was written',
      'kept.yaml: known when the baseline was written',
      'shop.yaml: goes with the old app in May',
    ]);
  });

  it('never holds an error that leaves no model', () => {
    expect(plan([finding('shape', 'backends'), finding('no-owner', 'backends')])).toHaveLength(1);
  });

  it('is read as it was written, whatever the texts are', () => {
    const texts = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(texts, texts, fc.string(), (path, message, file) => {
        const planned = plan([finding('no-owner', path, { message, file })]);
        const entries = read(formatBaseline(planned));
        expect(entries.map(({ span: _, ...entry }) => entry)).toEqual(planned);
      }),
    );
  });

  it('is read as it was written where JSON takes characters that documents must not hold', () => {
    const message = '\u0000\u007f\u0085\u2028\u202e\u2069\ufeff\ufffd\uffff \ud800 \u{1f600}';
    const [entry] = read(formatBaseline(plan([finding('no-owner', 'backends', { message })])));
    // Half a character is no text that could be written.
    expect(entry?.message).toBe(message.replace('\ud800', '\ufffd'));
  });

  it.each([
    ['what is no JSON', '{ "schemaVersion": "1", <<<<<<< ours', /^known\.json:\d+:\d+: this is no baseline/],
    ['a list', '[]', /a baseline is a map/],
    ['nothing', '', /holds no baseline/],
    ['another version', '{ "schemaVersion": "2", "findings": [] }', /it has the schema version "2", not "1"/],
    ['no version', '{ "findings": [] }', /it has no "schemaVersion"/],
    ['no findings', '{ "schemaVersion": "1" }', /it has no list of "findings"/],
    [
      'half an entry',
      '{ "schemaVersion": "1", "findings": [{ "file": "a" }] }',
      /:1:38: .*an entry has no text "rule"/,
    ],
    [
      'an empty reason',
      formatBaseline(plan(findings)).replace('known when the baseline was written', ' '),
      /the "reason" of an entry is empty/,
    ],
  ])('is refused with its place for %s', (_, text, expected) => {
    expect(() => read(text)).toThrow(expected);
  });
});

describe('applyBaseline', () => {
  it('hides what is known, with the reason, and has left what nothing needs', () => {
    const known = [finding('no-owner', 'backends.crm'), finding('no-owner', 'backends.gone')];
    const entries = read(
      formatBaseline(plan(known)).replace('known when the baseline was written', 'so it is'),
    );
    const now = [finding('no-owner', 'backends.erp'), finding('no-owner', 'backends.crm', { start: 20 })];
    const { findings, suppressed, unmet } = applyBaseline(now, entries, asNamed);
    expect(findings).toEqual([now[0]]);
    expect(suppressed).toEqual([{ diagnostic: now[1], by: 'baseline', reason: 'so it is' }]);
    expect(unmet.map(({ path }) => path)).toEqual(['backends.gone']);
  });

  it('counts: of three of a kind where two are known, the last one is new', () => {
    const at = (start: number) => finding('no-owner', 'backends.crm', { start });
    const entries = read(formatBaseline(plan([at(1), at(2)])));
    expect(applyBaseline([at(30), at(10), at(20)], entries, asNamed).findings).toEqual([at(30)]);
  });

  it('never hides an error that leaves no model, even if somebody wrote it into the baseline', () => {
    const error = finding('shape', 'backends');
    const [entry] = plan([finding('no-owner', 'backends')]);
    const [fingerprint = ''] = fingerprintOf([error]);
    const entries = read(formatBaseline(entry ? [{ ...entry, rule: 'shape', fingerprint }] : []));
    expect(applyBaseline([error], entries, asNamed).findings).toEqual([error]);
  });
});

describe('staleEntry', () => {
  it('says what is no more, where it stands in the baseline', () => {
    const [entry] = read(formatBaseline(plan([finding('no-owner', 'backends.crm')])));
    if (entry === undefined) throw new Error('one entry is planned');
    const { rule, message, span } = staleEntry(entry);
    expect([rule, message]).toEqual([
      'unused-suppression',
      'stale baseline entry: no finding of "no-owner" at "backends.crm" in "shop.yaml"',
    ]);
    expect(JSON.parse(span.source.text.slice(span.start, span.end))).toMatchObject({ path: 'backends.crm' });
  });
});
