import { describe, expect, it } from 'vitest';
import { offlineWithoutSync } from '../../src/rules/offline-without-sync.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

const unsynced = ['          - sync: orders\n', ''] as const;

describe('offline-without-sync', () => {
  it('reports an application that is offline and never synchronises', () => {
    expect(found(offlineWithoutSync, sampleWith(unsynced))).toEqual([
      'devices.app.offline at "{ share: 15%, for: 5s..30s }": mobile application "app" is offline at times, and none of its journeys synchronises (add a step such as "sync: orders" to a journey, with a mobile service of the kind sync)',
    ]);
  });

  it('is silent where one journey synchronises, and where nobody is offline', () => {
    expect(found(offlineWithoutSync, SAMPLE)).toEqual([]);
    expect(
      found(offlineWithoutSync, sampleWith(unsynced, ['offline: { share: 15%', 'offline: { share: 0%'])),
    ).toEqual([]);
    expect(
      found(offlineWithoutSync, sampleWith(unsynced, ['    offline: { share: 15%, for: 5s..30s }\n', ''])),
    ).toEqual([]);
  });
});
