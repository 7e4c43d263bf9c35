import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileLaterIfLong } from '../../src/cli/compile-later.ts';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));

const folder = mkdtempSync(join(tmpdir(), 'lintel-long-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'long.blueprint.yaml'), '#'.repeat(200_000));
writeFileSync(join(folder, 'short.yaml'), '# short');

describe.skipIf(!process.version.startsWith('v20.'))('compileLaterIfLong, on Node.js 20', () => {
  beforeEach(() => vi.mocked(setFlagsFromString).mockReset());

  it.each([
    ['that is named', ['validate', 'long.blueprint.yaml'], folder],
    ['that is named beside a short one', ['validate', 'short.yaml', 'long.blueprint.yaml'], folder],
    ['in a folder that is named', ['validate', folder], '/'],
    ['in this folder', ['generate', '-o', 'out'], folder],
  ])('has V8 wait for a long blueprint %s', (_where, words, cwd) => {
    compileLaterIfLong(words, cwd);
    expect(setFlagsFromString).toHaveBeenCalledOnce();
  });

  it.each([
    ['for a short one', ['validate', 'short.yaml'], folder],
    ['for one that is not there', ['validate', 'none.yaml'], '/'],
    ['where this folder cannot be read', ['validate'], join(folder, 'nowhere')],
  ])('leaves V8 alone %s', (_where, words, cwd) => {
    compileLaterIfLong(words, cwd);
    expect(setFlagsFromString).not.toHaveBeenCalled();
  });
});
