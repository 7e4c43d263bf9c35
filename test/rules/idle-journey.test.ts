import { describe, expect, it } from 'vitest';
import { idleJourney } from '../../src/rules/idle-journey.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('idle-journey', () => {
  it('reports a journey that only waits', () => {
    const text = sampleWith([
      '      buy:\n',
      '      wait: { share: 5%, steps: [think: 1s, think: 2s] }\n      buy:\n',
    ]);
    expect(found(idleJourney, text)).toEqual([
      'devices.app.journeys.wait at "wait": journey "wait" sends nothing, it only waits (add a step such as "GET /home", or remove the journey)',
    ]);
  });

  it('is silent on one that synchronises after it has waited', () => {
    const text = sampleWith([
      '      buy:\n',
      '      wait: { share: 5%, steps: [think: 1s, sync: orders] }\n      buy:\n',
    ]);
    expect(found(idleJourney, text)).toEqual([]);
  });
});
