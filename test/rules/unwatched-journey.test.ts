import { describe, expect, it } from 'vitest';
import { unwatchedJourney } from '../../src/rules/unwatched-journey.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

const ofOpen = '  - { journey: open, p95: 3s, success: 99.5% }\n';
const ofOrders = '  - { step: POST /orders, p99.9: 3s }\n';

describe('unwatched-journey', () => {
  it('reports a journey that no objective is about', () => {
    expect(found(unwatchedJourney, sampleWith([ofOrders, '']))).toEqual([
      'devices.app.journeys.buy at "buy": no objective is about journey "buy" or one of its steps (add one, for example "{ journey: buy, p95: 3s }")',
    ]);
  });

  it('is silent where an objective is about the journey, a step of it, or where there are none at all', () => {
    expect(found(unwatchedJourney, SAMPLE)).toEqual([]);
    expect(found(unwatchedJourney, sampleWith([ofOpen, '  - { step: "sync: orders", p95: 3s }\n']))).toEqual(
      [],
    );
    expect(found(unwatchedJourney, sampleWith([`objectives:\n${ofOpen}${ofOrders}`, '']))).toEqual([]);
  });

  it('is silent on a journey that nobody runs', () => {
    expect(found(unwatchedJourney, sampleWith([ofOpen, ''], ['share: 70%', 'share: 0%']))).toEqual([]);
  });
});
