import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, temporaryFolder } from '../support/run-lintel.ts';

/** Validates the reference blueprint with a text replaced, by the built command line. */
async function validated(from: string, to: string) {
  const folder = temporaryFolder();
  cpSync('blueprints/mobile-integration', folder, { recursive: true });
  const path = join(folder, 'blueprint.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(from, () => to),
  );
  return lintel(['validate'], folder);
}

describe('the command line', () => {
  it('has the parser of JSONata for what our own reader leaves to it', async () => {
    const { exitCode, stdout } = await validated('[products.{ "sku"', '[products^(>rating).{ "sku"');
    expect([exitCode, stdout]).toEqual([0, 'blueprint.yaml: no findings']);
  });

  it('says what that parser says of what is no expression', async () => {
    const { exitCode, stdout } = await validated('[products.{ "sku"', '[products^(>rating).{ "sku" sku');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('is not JSONata: ":" is expected, not "sku" (character 29)');
  });
});
