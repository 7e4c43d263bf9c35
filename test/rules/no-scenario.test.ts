import { describe, expect, it } from 'vitest';
import { noScenario } from '../../src/rules/no-scenario.ts';
import { SAMPLE } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('no-scenario', () => {
  it('reports a blueprint that cannot be simulated', () => {
    const text = SAMPLE.slice(0, SAMPLE.indexOf('scenarios:'));
    expect(found(noScenario, text)).toEqual([
      'scenarios at "app": nothing is said of the load that mobile application "app" makes: there is no scenario (add one, for example "scenarios: { everyday: { load: 20/s, for: 30s } }")',
    ]);
  });

  it('is silent on one scenario', () => {
    const text = SAMPLE.slice(0, SAMPLE.indexOf('  outage:'));
    expect(found(noScenario, text)).toEqual([]);
  });
});
