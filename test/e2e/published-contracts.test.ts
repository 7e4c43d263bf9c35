import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { lintel, temporaryFolder } from '../support/run-lintel.ts';

const published = fileURLToPath(new URL('../../../shared/contracts', import.meta.url));
const fixture = fileURLToPath(new URL('../fixtures/published-contracts/blueprint.yaml', import.meta.url));

describe.skipIf(!existsSync(published))('a blueprint of backends with published contracts', () => {
  it('validates, generates, and simulates with traffic on an operation of each', {
    timeout: 120_000,
  }, async () => {
    const folder = temporaryFolder();
    for (const name of readdirSync(published)) copyFileSync(join(published, name), join(folder, name));
    copyFileSync(fixture, join(folder, 'blueprint.yaml'));

    expect(await lintel(['validate'], folder)).toMatchObject({
      exitCode: 0,
      stdout: 'blueprint.yaml: no findings',
    });
    expect(await lintel(['generate', '-o', 'system'], folder)).toMatchObject({ exitCode: 0 });

    const { exitCode, stdout, stderr } = await lintel(['simulate', '--from', 'system', '-f', 'json'], folder);
    expect(exitCode, stderr).toBe(0);
    const { verdict, edges, coverage }: Report = JSON.parse(stdout);
    expect([verdict, coverage]).toEqual(['pass', 1]);
    const reached = edges.filter(({ to }) => ['flights', 'bank', 'orders'].includes(to));
    expect(reached.map(({ from, to, failed }) => [from, to, failed])).toEqual([
      ['flights-integration', 'flights', 0],
      ['bank-integration', 'bank', 0],
      ['orders-integration', 'orders', 0],
    ]);
    for (const { count } of reached) expect(count).toBeGreaterThan(10);
  });
});
