import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { loadPack } from '../../src/generate/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { sampleModel } from '../support/sample-model.ts';

test('x', () => {
  const plan = planFiles(
    sampleModel(),
    ['compose', 'kubernetes'].map((n) => loadPack('templates', n)),
  );
  for (const f of plan.files) {
    console.log('=====', f.path);
    if (/compose|account|push.yaml|over|http|network/.test(f.path)) console.log(f.content);
    for (const d of parseAllDocuments(f.content)) expect(d.errors).toEqual([]);
  }
});
