import { describe, expect, it } from 'vitest';
import { RULE_CATALOGUE } from '../../src/rules/catalogue.ts';
import { findingsOf } from '../support/lay-over.ts';

describe.each(RULE_CATALOGUE.map((rule) => [rule.id, rule] as const))(
  'the example of %s',
  (id, { example }) => {
    it('has the finding where it is bad', async () => {
      expect((await findingsOf(example, 'bad')).map(({ rule }) => rule)).toContain(id);
    });

    it('has neither the finding nor an error where it is good', async () => {
      const found = (await findingsOf(example, 'good')).filter(
        ({ rule, severity }) => rule === id || severity === 'error',
      );
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    });
  },
);
