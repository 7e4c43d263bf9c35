import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { createFilePlan } from '../../src/generate/plan.ts';
import { whyUnsafe } from '../../src/generate/safe-path.ts';
import { planOf } from '../support/plans.ts';

test('sorts files by their path', () => {
  expect(planOf({ b: '', 'a/c': '', 'a/B': '' }).files.map(({ path }) => path)).toEqual(['a/B', 'a/c', 'b']);
});

test('refuses two files at one path, and names both templates', () => {
  const file = { path: 'x', content: '', mode: 0o644, blueprintPath: '', lines: '' } as const;
  const files = ['one', 'two'].map((template) => ({ ...file, from: { pack: 'p', template } }));
  expect(() => createFilePlan(files)).toThrow('two files at x: from p/one and from p/two');
});

test.each([
  '',
  '/etc/passwd',
  'C:/x',
  '../x',
  'a/../../x',
  'a//b',
  './a',
  'a\\b',
  'a\nb',
  'a.',
  'a /b',
  'e\u0301',
  '\u202Ex',
])('takes %j for unsafe', (path) => {
  expect(whyUnsafe(path)).not.toBeNull();
  expect(() => planOf({ [path]: '' })).toThrow(/unsafe path/);
});

test.each(['a', '.gitignore', 'services/crm-integration/src/main.ts', '.lintel-x/y', 'caf\u00E9'])(
  'takes %j for safe',
  (path) => expect(whyUnsafe(path)).toBeNull(),
);

describe('names that are no file on some system are the mistake of the user', () => {
  test.each([
    [['services/aux/package.json']],
    [['a/con.ts']],
    [['A/x', 'a/y']],
    [['stra\u00DFe', 'STRA\u00DFE']],
  ])('%j', (paths) => {
    expect(() => planOf(Object.fromEntries(paths.map((path) => [path, ''])))).toThrow(UserError);
  });
});

test('refuses a file where another has its folder', () => {
  expect(() => planOf({ a: '', 'a/b': '' })).toThrow(/both|folder/);
});
