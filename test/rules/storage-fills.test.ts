import { describe, expect, it } from 'vitest';
import { checkRules } from '../../src/rules/index.ts';
import { storageFills } from '../../src/rules/storage-fills.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

const many = ['    offline:', '    population: 1000000\n    offline:'] as const;
const roomy = ['{ size: 2Gi }', '{ size: 5Gi }'] as const;
const roomySync = ['kind: sync,', 'kind: sync, storage: { size: 10Gi },'] as const;

describe('storage-fills', () => {
  it('reports a storage that is full before its records are deleted', () => {
    const text = sampleWith(many, roomy, roomySync, [
      'retention: 7d',
      'retention: 90d, storage: { size: 2Gi }',
    ]);
    expect(found(storageFills, text)).toEqual([
      'mobileServices.analytics.storage.size at "2Gi": storage of mobile service "analytics" (2Gi) is full after 37.7 days, and events are kept for 90 days: a day of journeys (20/s all day) brings 518400 events x 110 bytes = 54.4Mi (what is kept comes to 4.78Gi; a shorter "retention" keeps less)',
    ]);
    const [finding] = checkRules(modelOf(text), [storageFills]);
    expect(finding?.related?.map(({ message, span }) => [message, text.slice(span.start, span.end)])).toEqual(
      [
        ['how long it keeps what comes', '90d'],
        ['the load of scenario "everyday"', '20/s'],
      ],
    );
  });

  it('counts messages for the retention of their push service, and registrations once for a phone', () => {
    expect(found(storageFills, sampleWith(many, roomySync))).toEqual([
      'mobileServices.push.storage.size at "2Gi": storage of mobile service "push" (2Gi) is full after 7.84 days, and messages are kept for 30 days: a day of journeys (20/s all day) brings 518400 messages x 275 bytes + 518400 registrations x 1030 bytes = 645Mi (what is kept comes to 4.94Gi; a shorter "retention" keeps less)',
    ]);
    const brief = ['push: { kind: push,', 'push: { kind: push, retention: 5d,'] as const;
    expect(found(storageFills, sampleWith(many, roomySync, brief))).toEqual([]);
  });

  it('reports records of the sync service, at the service where its storage is the default', () => {
    expect(found(storageFills, sampleWith(many, roomy))).toEqual([
      'mobileServices.sync.storage.size at "sync": storage of mobile service "sync" (1Gi) is full after 5.44 days, and changes are kept for 2 days and items are kept for good: a day of journeys (20/s all day) brings 604800 changes x 180 bytes + 604800 items x 260 bytes = 254Mi (what is kept comes to 4.6Gi; shorter "tombstones" keep less)',
    ]);
  });

  it('is silent about few phones, however hard a scenario drives them', () => {
    expect(found(storageFills, SAMPLE)).toEqual([]);
    expect(found(storageFills, sampleWith(['load: 20/s', 'load: 2000/s']))).toEqual([]);
  });

  it('is silent without a scenario', () => {
    expect(found(storageFills, SAMPLE.slice(0, SAMPLE.indexOf('scenarios:')))).toEqual([]);
  });
});
