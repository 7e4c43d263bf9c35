import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, minimal, reference, temporaryFolder } from '../support/run-lintel.ts';

describe('lintel validate --explain-budget', () => {
  it('prints the arithmetic of the reference blueprint, and says on stderr that nothing was found', async () => {
    const { exitCode, stdout, stderr } = await lintel(['validate', reference, '--explain-budget']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `${reference}: no findings` });
    expect(stdout).toMatch(/^Omnichannel retail: what its own figures come to\n/);
    expect(stdout).toMatch(/^open-app \(shopper-app, 50 %\) .* p95 <= 6,000 met, success >= 97 % met$/m);
    expect(stdout).toMatch(/^ +storefront\.getHome +frontend +\d+ +3,000 +4,000$/m);
  });

  it('prints one object as JSON, for all blueprints that are named', async () => {
    const { exitCode, stdout } = await lintel([
      'validate',
      reference,
      minimal,
      '--explain-budget',
      '-f',
      'json',
    ]);
    expect(exitCode).toBe(0);
    const { schemaVersion, budgets } = JSON.parse(stdout);
    expect(schemaVersion).toBe('1');
    expect(budgets.map(({ title }: { readonly title: string }) => title)).toEqual([
      'Minimal',
      'Omnichannel retail',
    ]);
  });

  it('leaves out a blueprint with errors, prints them, and fails', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'bad.blueprint.yaml');
    writeFileSync(path, readFileSync(minimal, 'utf8').replace('to: home', 'to: hme'));
    const { exitCode, stdout, stderr } = await lintel(['validate', path, '--explain-budget']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('[unknown-reference]');
  });

  it('refuses forms that only findings have, before anything is read or written', async () => {
    const folder = temporaryFolder();
    const { exitCode, stdout, stderr } = await lintel(
      ['validate', 'not-there.yaml', '--explain-budget', '-f', 'sarif', '-o', 'findings.sarif'],
      folder,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('--explain-budget prints tables or JSON on stdout, and nothing else');
  });
});
