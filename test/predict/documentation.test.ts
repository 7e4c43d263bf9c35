import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { plainPalette } from '../../src/diagnostics/palette.ts';
import { buildBudget } from '../../src/predict/build-budget.ts';
import { formatBudget } from '../../src/predict/formats/text.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const file = fileURLToPath(new URL('../../docs/predictions.md', import.meta.url));

it('docs/predictions.md shows the budget of the reference blueprint as it is (UPDATE_DOCS=1 writes it)', () => {
  const budget = formatBudget(buildBudget(blueprintModel('mobile-integration')), plainPalette);
  const shown = `<!-- transcript -->\n\n\`\`\`text\n${budget}\`\`\`\n\n<!-- /transcript -->`;
  const page = readFileSync(file, 'utf8');
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      file,
      page.replace(/<!-- transcript -->[\s\S]*<!-- \/transcript -->/, () => shown),
    );
  expect(readFileSync(file, 'utf8')).toContain(shown);
});
