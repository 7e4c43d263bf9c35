import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { applyFixes } from '../../src/fix/apply-fixes.ts';
import { createSource } from '../../src/source/source.ts';
import { suppress } from '../../src/triage/suppress.ts';

const IDS = new Set(['unused-element', 'unexercised-edge', 'early-notice']);

/** Suppresses in a text the findings of rules at keys that begin a line, `rule@key`. */
function run(text: string, found: readonly string[] = [], wasJudged = true) {
  const source = createSource('shop.yaml', text);
  const diagnostics = found.map((one): Diagnostic => {
    const [rule = '', word = ''] = one.split('@');
    const start = text.search(new RegExp(`^${word}:`, 'm'));
    const span = { source, start, end: start + word.length };
    return { rule, severity: 'warning', message: `about ${word}`, span, path: word };
  });
  const { findings, suppressed, about } = suppress({ source, diagnostics, ids: IDS, wasJudged });
  return {
    left: findings.map(({ rule, path }) => `${rule}@${path}`),
    hidden: suppressed.map(({ diagnostic, reason }) => `${diagnostic.rule}@${diagnostic.path}: ${reason}`),
    about: about.map(({ rule, message, hint, span }) => {
      const place = text.slice(span.start, span.end);
      return `${rule} | ${place} | ${message}${hint === undefined ? '' : ` (${hint})`}`;
    }),
    fixed: applyFixes(text, about).text,
  };
}

describe('suppress', () => {
  it('hides findings of the named rules in the next line, and no others', () => {
    const text = [
      'a: 1',
      '# lintel-disable-next-line unused-element, early-notice -- needed in spring',
      'b: 2',
      'c: 3',
    ].join('\n');
    const found = ['unused-element@b', 'early-notice@b', 'unexercised-edge@b', 'unused-element@c'];
    expect(run(text, found)).toMatchObject({
      left: ['unexercised-edge@b', 'unused-element@c'],
      hidden: ['unused-element@b: needed in spring', 'early-notice@b: needed in spring'],
      about: [],
    });
  });

  it('takes the next line with content, so that comments may stand above each other', () => {
    const text = [
      '# lintel-disable-next-line unused-element -- one',
      '',
      '# lintel-disable-next-line early-notice -- two',
      'b: 2',
    ].join('\n');
    expect(run(text, ['unused-element@b', 'early-notice@b'])).toMatchObject({
      hidden: ['unused-element@b: one', 'early-notice@b: two'],
      about: [],
    });
  });

  it('hides what is in its own line', () => {
    const text = 'a: 1 # lintel-disable-line unused-element -- so it is\nb: 2\n';
    expect(run(text, ['unused-element@a', 'unused-element@b'])).toMatchObject({
      left: ['unused-element@b'],
      hidden: ['unused-element@a: so it is'],
    });
  });

  it('hides everything in the file from its top', () => {
    const text = '# a shop\n---\n# lintel-disable-file unused-element -- a sketch\na: 1\nb: 2\n';
    expect(run(text, ['unused-element@a', 'unused-element@b'])).toMatchObject({
      left: [],
      hidden: ['unused-element@a: a sketch', 'unused-element@b: a sketch'],
    });
  });

  it('prefers what is for the line, so that what is for the file is found to be needless', () => {
    const text = [
      '# lintel-disable-file unused-element -- a sketch',
      'b: 2 # lintel-disable-line unused-element -- needed',
    ].join('\n');
    const { hidden, about } = run(text, ['unused-element@b']);
    expect(hidden).toEqual(['unused-element@b: needed']);
    expect(about).toEqual([expect.stringContaining('"lintel-disable-file" suppresses nothing')]);
  });

  it('takes no text for a comment', () => {
    const text = [
      'a: "# lintel-disable-line unused-element -- no"',
      'b: |',
      '  # lintel-disable-next-line unused-element -- no',
      'c: x',
    ].join('\n');
    expect(run(text, ['unused-element@a', 'unused-element@c'])).toEqual({
      left: ['unused-element@a', 'unused-element@c'],
      hidden: [],
      about: [],
      fixed: text,
    });
  });

  it.each([
    [
      'a reason that is missing',
      'a: 1 # lintel-disable-line unused-element',
      'suppression | # lintel-disable-line unused-element | "lintel-disable-line" has no reason (write why: # lintel-disable-line unused-element -- the reason)',
    ],
    [
      'a reason that is empty',
      'a: 1 # lintel-disable-line unused-element --',
      'suppression | # lintel-disable-line unused-element -- | "lintel-disable-line" has no reason (write why: # lintel-disable-line unused-element -- the reason)',
    ],
    [
      'no rule',
      'a: 1 # lintel-disable-line -- all of it',
      'suppression | # lintel-disable-line -- all of it | "lintel-disable-line" names no rule (write which: # lintel-disable-line unused-element -- the reason)',
    ],
    [
      'an unknown rule, with the one that may be meant',
      'a: 1 # lintel-disable-line unused-elment -- why',
      'suppression | unused-elment | there is no rule "unused-elment" (did you mean "unused-element"?)',
    ],
    [
      'a rule whose findings leave no model',
      'a: 1 # lintel-disable-line shape -- why',
      'suppression | shape | findings of "shape" cannot be suppressed (a blueprint with such an error has no model, so nothing else can be said of it: correct it)',
    ],
    [
      'itself',
      'a: 1 # lintel-disable-line unused-suppression -- why',
      'suppression | unused-suppression | findings of "unused-suppression" cannot be suppressed (remove the comment that it is about, or set the rule to "off" in the configuration)',
    ],
    [
      'a word that is none, with the one that may be meant',
      '# lintel-disable-nextline unused-element -- why\na: 1',
      'suppression | # lintel-disable-nextline unused-element -- why | there is no comment "lintel-disable-nextline" (did you mean "lintel-disable-next-line"?)',
    ],
    [
      'one for the file that is not at its top',
      'a: 1\n# lintel-disable-file unused-element -- why',
      'suppression | # lintel-disable-file unused-element -- why | "lintel-disable-file" stands below the first key (move it to the top of the file, or use "lintel-disable-next-line")',
    ],
  ])('reports %s, and suppresses nothing by it', (_, text, expected) => {
    const { left, hidden, about } = run(text, ['unused-element@a']);
    expect([left, hidden, about]).toEqual([['unused-element@a'], [], [expected]]);
  });

  it('keeps to what is right of a comment with a mistake in one name', () => {
    const text = 'a: 1 # lintel-disable-line unused-elment, early-notice -- why';
    const { hidden, about } = run(text, ['early-notice@a']);
    expect(hidden).toEqual(['early-notice@a: why']);
    expect(about).toHaveLength(1);
  });

  it.each([
    [
      'alone in its line, with the line',
      'a: 1\n  # lintel-disable-next-line unused-element -- why\nb: 2\n',
      'a: 1\nb: 2\n',
    ],
    [
      'behind content, with the spaces before it',
      'a: 1  # lintel-disable-line unused-element -- why\nb: 2\n',
      'a: 1\nb: 2\n',
    ],
    ['in the last line', 'a: 1\n# lintel-disable-next-line unused-element -- why', 'a: 1\n'],
    [
      'with the line end that the file has',
      'a: 1 # lintel-disable-line unused-element -- why\r\n# lintel-disable-next-line early-notice -- why\r\nb: 2\r\n',
      'a: 1\r\nb: 2\r\n',
    ],
  ])('removes an unused comment %s', (_, text, fixed) => {
    expect(run(text).fixed).toBe(fixed);
  });

  it('removes from a comment the names that are of no use, and leaves the others', () => {
    const text = 'a: 1 # lintel-disable-line unused-element, early-notice, unexercised-edge -- why\n';
    const { about, fixed } = run(text, ['early-notice@a']);
    expect(about).toEqual([
      'unused-suppression | unused-element | "lintel-disable-line" suppresses nothing of "unused-element" and "unexercised-edge" (remove the name)',
    ]);
    expect(fixed).toBe('a: 1 # lintel-disable-line early-notice -- why\n');
  });

  it('says which comment was meant where one for its own line is alone there', () => {
    const { about } = run('# lintel-disable-line unused-element -- why\na: 1\n', ['unused-element@a']);
    expect(about).toEqual([expect.stringContaining('use "lintel-disable-next-line", or remove it')]);
  });

  it('says of no comment that it is unused where no rule could find anything', () => {
    expect(run('a: 1 # lintel-disable-line unused-element -- why', [], false).about).toEqual([]);
  });
});
