import { describe, expect, it } from 'vitest';
import type { Config, Level } from '../../src/config/config.ts';
import type { Diagnostic, Severity } from '../../src/diagnostics/diagnostic.ts';
import type { RuleInfo } from '../../src/diagnostics/stage-rules.ts';
import { createSource } from '../../src/source/source.ts';
import { applyLevels, mayBeError, reportRules } from '../../src/triage/levels.ts';

type Pairs = readonly (readonly [string, Level])[];

function config(
  levels: Pairs,
  overrides: readonly { readonly at: string; readonly levels: Pairs }[] = [],
): Config {
  return {
    path: '/p/lintel.config.yaml',
    levels: new Map(levels),
    overrides: overrides.map((one) => ({
      isFor: (file, path) => `${file}:${path}`.includes(one.at),
      levels: new Map(one.levels),
    })),
    custom: [],
    patches: [],
    packs: [],
    baseline: null,
  };
}

function finding(rule: string, severity: Severity, path = 'backends.crm'): Diagnostic {
  const source = createSource('a.yaml', 'a: 1');
  return { rule, severity, message: 'm', span: { source, start: 0, end: 1 }, path };
}

const found = [finding('one', 'info'), finding('two', 'warning'), finding('three', 'error')];

function levelled(decided: Config, file = '/p/a.yaml'): readonly string[] {
  return applyLevels(found, decided, file).map(({ rule, severity }) => `${rule}: ${severity}`);
}

describe('applyLevels', () => {
  it('gives findings the level of their rule, and leaves out those of a rule that is off', () => {
    expect(
      levelled(
        config([
          ['one', 'error'],
          ['two', 'off'],
        ]),
      ),
    ).toEqual(['one: error', 'three: error']);
  });

  it('lets the last override for the file and the place win over the level of the rule', () => {
    const decided = config(
      [['one', 'off']],
      [
        {
          at: 'a.yaml:backends',
          levels: [
            ['one', 'warning'],
            ['two', 'error'],
          ],
        },
        {
          at: 'a.yaml',
          levels: [
            ['one', 'error'],
            ['three', 'off'],
          ],
        },
        { at: 'b.yaml', levels: [['one', 'info']] },
      ],
    );
    expect(levelled(decided)).toEqual(['one: error', 'two: error']);
    expect(levelled(decided, '/p/b.yaml')).toEqual(['one: info', 'two: warning', 'three: error']);
  });

  it('leaves everything else of a finding as it is', () => {
    const [first] = applyLevels(found, config([['one', 'error']]), '/p/a.yaml');
    expect(first).toEqual({ ...found[0], severity: 'error' });
    expect(applyLevels(found, config([]), '/p/a.yaml')).toEqual(found);
  });
});

const rule = (id: string, severity: Severity): RuleInfo => ({
  id,
  severity,
  group: 'format',
  summary: 'S.',
  why: 'W.',
  example: { bad: '', good: '' },
});

describe('mayBeError', () => {
  it('is what the rule is, or what any place has it as', () => {
    const raised = config([['one', 'info']], [{ at: 'anywhere', levels: [['one', 'error']] }]);
    expect(mayBeError(rule('one', 'error'), null)).toBe(true);
    expect(mayBeError(rule('one', 'warning'), null)).toBe(false);
    expect(mayBeError(rule('one', 'warning'), config([['one', 'error']]))).toBe(true);
    expect(mayBeError(rule('one', 'error'), config([['one', 'off']]))).toBe(false);
    expect(mayBeError(rule('one', 'info'), raised)).toBe(true);
    expect(mayBeError(rule('two', 'info'), raised)).toBe(false);
  });
});

describe('reportRules', () => {
  const catalogue = [rule('one', 'info'), rule('three', 'error'), rule('two', 'warning')];
  const report = (configs: readonly (Config | null)[]) =>
    reportRules(catalogue, configs).map(({ id, severity }) => `${id}: ${severity}`);

  it('has every rule as severe as it is, without a configuration', () => {
    expect(reportRules(catalogue, [null])[0]).toEqual({
      id: 'one',
      severity: 'info',
      summary: 'S.',
      why: 'W.',
    });
    expect(report([null])).toEqual(['one: info', 'three: error', 'two: warning']);
  });

  it('has no rule that can find nothing, and each as severe as it may be anywhere', () => {
    const off = config(
      [
        ['one', 'off'],
        ['two', 'off'],
      ],
      [{ at: 'x', levels: [['two', 'error']] }],
    );
    expect(report([off])).toEqual(['three: error', 'two: error']);
    expect(report([off, null])).toEqual(['one: info', 'three: error', 'two: error']);
  });

  it('has custom rules among the others, sorted', () => {
    const own = { ...rule('own', 'warning'), check: () => {} };
    expect(report([{ ...config([['own', 'error']]), custom: [own] }])).toEqual([
      'one: info',
      'own: error',
      'three: error',
      'two: warning',
    ]);
  });
});
