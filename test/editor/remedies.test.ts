import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { explainAt } from '../../src/editor/explain.ts';
import type { OpenDocument } from '../../src/editor/open-document.ts';
import { toRange } from '../../src/editor/places.ts';
import { toProblems } from '../../src/editor/problems.ts';
import { remediesAt } from '../../src/editor/remedies.ts';
import { openDocument } from './editor.ts';

const text = 'name: shop\ngateway:\n  api:\n    plans: { old: { rate: 1/s } }\n';

function document(
  change: (source: OpenDocument['source']) => Partial<Diagnostic> = () => ({}),
): OpenDocument {
  return openDocument(text, (source) => {
    const start = text.indexOf('old');
    return [
      {
        rule: 'unused-element',
        severity: 'warning',
        message: 'plan "old" is not used',
        hint: 'remove it',
        path: 'gateway.api.plans.old',
        span: { source, start, end: start + 3 },
        ...change(source),
      },
    ];
  });
}

const here = { start: { line: 3, character: 14 }, end: { line: 3, character: 14 } };
const elsewhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

describe('toProblems', () => {
  it('gives rule, severity, place, hint, and fades what is unused', () => {
    expect(toProblems(document())).toEqual([
      {
        source: 'lintel',
        code: 'unused-element',
        severity: 2,
        message: 'plan "old" is not used\nhint: remove it',
        range: { start: { line: 3, character: 13 }, end: { line: 3, character: 16 } },
        tags: [1],
      },
    ]);
  });

  it('links related places of the document, and tells those of other files in words', () => {
    const [problem] = toProblems(
      document((source) => ({
        related: [
          { message: 'it was here', span: { source, start: 0, end: 4 } },
          { message: 'and there', span: { source: { ...source, path: 'crm.yaml' }, start: 0, end: 1 } },
        ],
      })),
    );
    expect(problem?.relatedInformation?.map((one) => one.message)).toEqual(['it was here']);
    expect(problem?.message).toContain('\nand there');
  });

  it('shows control characters instead of sending them', () => {
    const [problem] = toProblems(document(() => ({ message: 'a\u001b[31mb' })));
    expect(problem?.message).toContain('a\\x1b[31mb');
  });
});

describe('remediesAt', () => {
  it('offers a suppression whose reason is still to be written, indented as the line below', () => {
    const [suppression] = remediesAt(document(), here);
    expect(suppression?.edit?.changes).toEqual({
      'file:///shop.blueprint.yaml': [
        {
          range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
          newText: '    # lintel-disable-next-line unused-element -- \n',
        },
      ],
    });
  });

  it('offers no suppression of an error', () => {
    expect(
      remediesAt(
        document(() => ({ severity: 'error' })),
        here,
      ),
    ).toEqual([]);
  });

  it('prefers a safe fix, and offers all safe ones at once from anywhere', () => {
    const fixed = document((source) => ({
      fix: {
        title: 'remove the plan "old"',
        safety: 'safe',
        edits: [{ span: { source, start: text.indexOf('old'), end: text.indexOf(' }\n') }, text: '' }],
      },
    }));
    const [fix, , all] = remediesAt(fixed, here);
    expect(fix).toMatchObject({ title: 'Remove the plan "old"', kind: 'quickfix', isPreferred: true });
    expect(all).toMatchObject({ kind: 'source.fixAll.lintel' });
    expect(remediesAt(fixed, elsewhere).map(({ kind }) => kind)).toEqual(['source.fixAll.lintel']);
  });

  it('does not prefer a suggestion, and keeps it out of the fixes for all', () => {
    const suggested = document((source) => ({
      fix: { title: 'x', safety: 'suggestion', edits: [{ span: { source, start: 0, end: 4 }, text: 'y' }] },
    }));
    expect(remediesAt(suggested, here).map((one) => [one.kind, one.isPreferred])).toEqual([
      ['quickfix', false],
      ['quickfix', undefined],
    ]);
  });
});

describe('explainAt', () => {
  const rule = { id: 'unused-element', summary: 'Nothing uses it.', why: 'It costs.', bad: 'a: 1', good: '' };

  it('says why there is a finding, with the example as YAML', () => {
    const opened = document();
    const hover = explainAt(opened, text.indexOf('old'), new Map([[rule.id, rule]]));
    expect(hover).toEqual({
      range: toRange(opened.findings[0]?.span ?? { source: opened.source, start: 0, end: 0 }),
      contents: {
        kind: 'markdown',
        value: '**unused-element**: Nothing uses it.\n\nIt costs.\n\nNot so:\n\n```yaml\na: 1\n```',
      },
    });
  });

  it('says nothing where there is no finding', () => {
    expect(explainAt(document(), 0, new Map([[rule.id, rule]]))).toBeNull();
  });
});
