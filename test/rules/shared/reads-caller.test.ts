import { describe, expect, it } from 'vitest';
import { readsCaller } from '../../../src/rules/shared/reads-caller.ts';

describe('readsCaller', () => {
  it.each([
    'caller.id',
    '{ "id": caller.id }',
    '$.caller.id',
    '$$ . caller',
    '`caller`.id',
    'query.a and caller.app = "x"',
    '/* all */caller',
  ])('is true for %s', (expression) => {
    expect(readsCaller(expression)).toBe(true);
  });

  it.each([
    '{ "caller": query.id }',
    "'caller'",
    'body.caller',
    'body . caller',
    'callers.id',
    '$caller',
    '/* caller */ query.id',
    '"say \\"caller\\""',
    'parts.order.caller.id',
  ])('is false for %s', (expression) => {
    expect(readsCaller(expression)).toBe(false);
  });
});
