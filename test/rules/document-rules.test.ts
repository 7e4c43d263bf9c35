import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RULE_GROUPS } from '../../src/diagnostics/stage-rules.ts';
import { RULE_CATALOGUE } from '../../src/rules/catalogue.ts';
import { documentRules } from '../../src/rules/document-rules.ts';

const folder = fileURLToPath(new URL('../../docs/rules', import.meta.url));
const pages = documentRules(RULE_CATALOGUE);

if (process.env['UPDATE_DOCS'] === '1') {
  mkdirSync(folder, { recursive: true });
  const wanted = new Set(pages.map(({ file }) => file));
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
  for (const { file, text } of pages) writeFileSync(join(folder, file), text);
}

describe('docs/rules', () => {
  const howTo = 'UPDATE_DOCS=1 npx vitest run test/rules/document-rules.test.ts writes the pages';

  it('has a page for each rule and the index, and no other', () => {
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    expect(files, howTo).toEqual(pages.map(({ file }) => file));
  });

  it.each(pages)('says in $file what the rules say', ({ file, text }) => {
    const page = existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
    expect(page, howTo).toBe(text);
  });
});

describe('documentRules', () => {
  const index = pages.find(({ file }) => file === 'README.md')?.text ?? '';

  it('lists every rule once in the index, under its group, in the order of the groups', () => {
    const listed = [...index.matchAll(/^\| \[`([a-z-]+)`\]\(\1\.md\)/gm)].map(([, id]) => id);
    expect(listed.toSorted()).toEqual(RULE_CATALOGUE.map(({ id }) => id));
    const groups = [...index.matchAll(/^## (.+)$/gm)].map(([, group]) => group);
    expect(groups).toEqual(RULE_GROUPS.filter((group) => groups.includes(group)));
  });

  it('offers to set or suppress only what can be', () => {
    const textOf = (id: string) => pages.find(({ file }) => file === `${id}.md`)?.text ?? '';
    expect(textOf('unused-element')).toContain('# lintel-disable-next-line unused-element -- ');
    expect(textOf('unused-element')).toContain('unused-element: off');
    expect(textOf('syntax')).not.toMatch(/lintel-disable|: off/);
    expect(textOf('syntax')).toContain('always an error');
  });

  it('keeps a page whole whatever the rule says', () => {
    const [page] = documentRules([
      {
        id: 'odd',
        group: 'format',
        severity: 'info',
        summary: 'A | in a cell.',
        why: 'It would end it.',
        example: { bad: 'a: 1', good: 'a: 2' },
      },
    ]);
    expect(page?.text).toContain('| [`odd`](odd.md) | info | A \\| in a cell. |');
  });
});
