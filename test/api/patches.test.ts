import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedModel } from '../../src/api/accepted-model.ts';
import { BlueprintRejected } from '../../src/api/blueprint-rejected.ts';
import { generateSystem } from '../../src/api/generate.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-patches-'));
  cpSync('blueprints/minimal', folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = () => join(folder, 'out');
const compose = () => readFileSync(join(root(), 'deploy/compose.yaml'), 'utf8');

async function generate(limit: string, file = 'deploy/compose.yaml') {
  const patches = `patches: [{ target: { file: ${file} }, merge: { x-service: { mem_limit: ${limit} } } }]\n`;
  writeFileSync(join(folder, 'lintel.config.yaml'), patches);
  return generateSystem(await acceptedModel('blueprint.yaml', folder), {
    packs: ['typescript', 'compose', 'kubernetes'],
    choice: {},
    root: root(),
    conflict: 'fail',
    isDry: false,
    lintel: '0',
  });
}

describe('patches of a configuration', () => {
  it('are made at every generation, and again where they alone have changed', async () => {
    await generate('1g');
    const first = compose();
    expect(first).toContain('mem_limit: 1g\n');
    expect((await generate('1g')).written).toBe(false);
    await generate('2g');
    expect(compose()).toBe(first.replace('1g', '2g'));
  });

  it('are refused at their place in the configuration where their target is gone', async () => {
    const refused = await generate('1g', 'deploy/compse.yaml').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BlueprintRejected);
    const [found] = refused instanceof BlueprintRejected ? refused.diagnostics : [];
    expect(found?.span.source.path).toBe('lintel.config.yaml');
    expect(found?.hint).toBe('did you mean "deploy/compose.yaml"?');
    expect(compose()).toContain('2g');
  });
});
