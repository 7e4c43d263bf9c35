import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { applyEdits } from '../../src/fix/apply-fixes.ts';
import { checkRules } from '../../src/rules/index.ts';
import { check, sampleWith } from '../model/sample.ts';
import { FAILING } from './failing.ts';

function findingsOf(text: string): readonly Diagnostic[] {
  const { model, diagnostics } = check(text);
  return [...diagnostics, ...(model === null ? [] : checkRules(model))];
}

const fixes = Object.values(FAILING).flatMap((text) =>
  findingsOf(text).flatMap((finding) =>
    finding.fix === undefined ? [] : [{ text, finding, fix: finding.fix }],
  ),
);

describe('the fix of a finding', () => {
  it.each(fixes.map((one) => [`${one.finding.rule}: ${one.fix.title}`, one] as const))(
    'does away with it and makes no error: %s',
    (_, { text, finding, fix }) => {
      const before = findingsOf(text).filter((one) => one.severity === 'error');
      const after = findingsOf(applyEdits(text, fix.edits));
      expect(after.filter(({ rule, path }) => rule === finding.rule && path === finding.path)).toEqual([]);
      expect(after.filter((one) => one.severity === 'error').length).toBeLessThanOrEqual(before.length);
    },
  );

  it.each([
    ['an element', ['reaches: erp', 'reaches: epr']],
    ['an operation', ['crm-integration.listOffers', 'crm-integration.listOfers']],
    ['an operation of a contract', ['crm.readCustomer', 'crm.readCustomers']],
    ['a collection', ['- sync: orders', '- sync: order']],
    ['a part', ['after: customer', 'after: custmer']],
    ['a part in a list', ['after: [order]', 'after: [ordr]']],
    ['a plan', ['    data: {', '    plan: standart\n    data: {']],
    ['a network', ['    data: {', '    networks: { lte: 50%, 3g-slw: 50% }\n    data: {']],
    ['an identity service', ['authenticates: identity', 'authenticates: push']],
    ['the step of an objective', ['step: POST /orders,', 'step: PUT /orders,']],
    ['the journey of an objective', ['journey: open,', 'journey: opn,']],
    ['a key', ['reaches: erp', 'reach: erp']],
    ['a key in brackets', ['optional: true, after: customer', 'optionl: true, after: customer']],
    ['a kind', ['kind: metrics', 'kind: metric']],
  ] as const)('puts what was meant in the place of a misspelt %s', (_, edit) => {
    const text = sampleWith(edit);
    const [finding] = findingsOf(text);
    expect(finding?.fix?.safety).toBe('suggestion');
    const left = check(applyEdits(text, finding?.fix?.edits ?? [])).diagnostics;
    expect(left.map(({ message }) => message)).toEqual([]);
  });

  it('is not there where the name that may be meant is there already', () => {
    const text = sampleWith(['    reaches: erp\n', '    reaches: erp\n    reach: erp\n']);
    expect(findingsOf(text)).toMatchObject([{ rule: 'shape', hint: 'did you mean "reaches"?' }]);
    expect(findingsOf(text)[0]).not.toHaveProperty('fix');
  });
});
