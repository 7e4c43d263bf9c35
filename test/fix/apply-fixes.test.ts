import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Fix } from '../../src/diagnostics/diagnostic.ts';
import { applyEdits, applyFixes } from '../../src/fix/apply-fixes.ts';
import { createSource } from '../../src/source/source.ts';

const source = createSource('a.yaml', 'name: old # a word\ntitle: Old\n');

function finding(fix: Pick<Fix, 'edits'> & Partial<Fix>): Diagnostic {
  const span = { source, start: 0, end: 1 };
  return {
    rule: 'r',
    severity: 'info',
    message: 'm',
    path: '',
    span,
    fix: { title: 't', safety: 'safe', ...fix },
  };
}

const edit = (start: number, end: number, text: string) => ({ span: { source, start, end }, text });

describe('applyFixes', () => {
  it('applies safe fixes and keeps every other character', () => {
    const fixes = [finding({ edits: [edit(6, 9, 'new')] }), finding({ edits: [edit(26, 29, 'New')] })];
    expect(applyFixes(source.text, fixes)).toEqual({
      text: 'name: new # a word\ntitle: New\n',
      applied: fixes,
    });
  });

  it('leaves suggestions, and findings without a fix, alone', () => {
    const { fix: _, ...bare } = finding({ edits: [] });
    const findings = [finding({ safety: 'suggestion', edits: [edit(0, 1, 'x')] }), bare];
    expect(applyFixes(source.text, findings)).toEqual({ text: source.text, applied: [] });
  });

  it('leaves a fix for later that touches what an earlier one changes', () => {
    const first = finding({ edits: [edit(6, 9, 'new')] });
    const second = finding({ edits: [edit(0, 1, 'N'), edit(9, 9, '!')] });
    expect(applyFixes(source.text, [first, second])).toEqual({
      text: 'name: new # a word\ntitle: Old\n',
      applied: [first],
    });
  });
});

describe('applyEdits', () => {
  it('does not depend on the order of the edits', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 14 }), { minLength: 2, maxLength: 6 }),
        fc.string({ maxLength: 3 }),
        (places, text) => {
          const edits = places.map((place) => edit(place * 2, place * 2 + 1, text));
          expect(applyEdits(source.text, edits)).toBe(applyEdits(source.text, edits.toReversed()));
        },
      ),
    );
  });

  it('refuses edits that overlap', () => {
    expect(() => applyEdits(source.text, [edit(0, 3, ''), edit(2, 4, '')])).toThrow(RangeError);
  });
});
