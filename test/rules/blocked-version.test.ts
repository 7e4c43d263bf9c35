import { describe, expect, it } from 'vitest';
import { blockedVersion } from '../../src/rules/blocked-version.ts';
import { sampleWith } from '../model/sample.ts';
import { foundInReference } from '../support/reference-findings.ts';
import { found } from '../support/rule-findings.ts';

describe('blocked-version', () => {
  it('reports the share of the phones with versions before the first one that may run', () => {
    expect(foundInReference(blockedVersion, ['minimum-version: 2.8.0', 'minimum-version: 3.2.0'])).toEqual([
      'at "{ 3.2.0: 75%, 3.1.4: 20%, 2.9.0: 5% }": 25% of the phones of mobile application "shopper-app" have versions "3.1.4" and "2.9.0", which "app-check" stops (change "versions", or the "minimum-version" or "disabled-versions" of "app-check")',
    ]);
  });

  it('reports a version that is disabled', () => {
    expect(
      foundInReference(blockedVersion, ['minimum-version: 2.8.0', 'disabled-versions: [3.1.4, 1.0.0]']),
    ).toEqual([
      expect.stringContaining(
        '20% of the phones of mobile application "shopper-app" have version "3.1.4", which "app-check" stops',
      ),
    ]);
  });

  it('knows the version that phones have where none is written', () => {
    expect(
      found(blockedVersion, sampleWith(['storage: none }', 'storage: none, minimum-version: 2.0.0 }'])),
    ).toEqual([
      expect.stringMatching(/^devices\.app\.versions at "app": 100% of the phones .* have version "1\.0\.0"/),
    ]);
  });

  it('is silent on the first version that may run, and where no journey asks', () => {
    expect(
      found(blockedVersion, sampleWith(['storage: none }', 'storage: none, minimum-version: 1.0.0 }'])),
    ).toEqual([]);
    expect(
      found(
        blockedVersion,
        sampleWith(
          ['storage: none }', 'storage: none, minimum-version: 2.0.0 }'],
          ['          - check: version\n', ''],
        ),
      ),
    ).toEqual([]);
  });
});
