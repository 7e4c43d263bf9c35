import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import { RULE_CATALOGUE } from '../../src/rules/catalogue.ts';
import { checkRules, RULES } from '../../src/rules/index.ts';
import { createSource } from '../../src/source/source.ts';
import { check, modelOf, SAMPLE } from '../model/sample.ts';
import { FAILING } from './failing.ts';

function idsOf(text: string): readonly string[] {
  const { model, diagnostics } = check(text);
  return [...diagnostics, ...(model === null ? [] : checkRules(model))].map((diagnostic) => diagnostic.rule);
}

describe('the rule catalogue', () => {
  it('is sorted, and each id is in kebab-case and occurs once', () => {
    const ids = RULE_CATALOGUE.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('says what each rule reports and why, in sentences', () => {
    for (const { summary, why } of RULE_CATALOGUE) {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });

  // Every rule has an example, which is held to it in examples.test.ts; these are other texts.
  it('has an id for each failing text', () => {
    const ids = RULE_CATALOGUE.map((rule) => rule.id);
    expect(Object.keys(FAILING).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(Object.entries(FAILING))('finds %s in its failing text', (id, text) => {
    expect(idsOf(text)).toContain(id);
  });

  it('is silent on the sample', () => {
    expect(idsOf(SAMPLE)).toEqual([]);
  });

  it('gives each finding the severity of the catalogue', () => {
    const severities = new Map(RULE_CATALOGUE.map((rule) => [rule.id, rule.severity]));
    for (const text of Object.values(FAILING)) {
      const { model, diagnostics } = check(text);
      for (const one of [...diagnostics, ...(model === null ? [] : checkRules(model))]) {
        expect(one.severity).toBe(severities.get(one.rule));
      }
    }
  });
});

describe.each(['minimal', 'mobile-integration'])('the blueprint %s of this repository', (name) => {
  const file = `blueprints/${name}/blueprint.yaml`;
  it.skipIf(!existsSync(file))('is sound and without findings', () => {
    const source = createSource(file, readFileSync(file, 'utf8'));
    const { model, diagnostics } = checkBlueprint(source, (contract) =>
      loadContract(dirname(file), contract),
    );
    expect(diagnostics).toEqual([]);
    expect(model === null ? null : checkRules(model)).toEqual([]);
  });
});

describe('rules', () => {
  it('name an unused element and what to do about it', () => {
    const model = modelOf(`${SAMPLE.replace('  erp: {', '  old:\n    contract: crm.yaml\n  erp: {')}`);
    expect(checkRules(model)).toMatchObject([
      {
        rule: 'unused-element',
        severity: 'warning',
        message: 'backend system "old" is not used by anything',
        path: 'backends.old',
      },
    ]);
  });

  it('report an edge without traffic where the traffic ends, not what lies behind it', () => {
    const model = modelOf(SAMPLE.replace('          - GET /home\n', ''));
    expect(checkRules(model).map((finding) => finding.message)).toEqual([
      'no journey puts traffic on the edge "shop -> crm-integration"',
    ]);
  });

  it('are listed sorted by id', () => {
    expect(RULES.map((rule) => rule.id)).toEqual(RULES.map((rule) => rule.id).sort());
  });
});
