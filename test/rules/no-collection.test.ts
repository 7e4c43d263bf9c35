import { describe, expect, it } from 'vitest';
import { noCollection } from '../../src/rules/no-collection.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('no-collection', () => {
  it('reports a sync service without collections', () => {
    const text = sampleWith(['  analytics: {', '  archive: { kind: sync }\n  analytics: {']);
    expect(found(noCollection, text)).toEqual([
      'mobileServices.archive.collections at "archive": mobile service "archive" has no collection that phones could synchronise (add one, for example "collections: { orders: { conflict: merge-fields } }")',
    ]);
  });

  it('reports an empty list of them where it is written', () => {
    const text = sampleWith(['  analytics: {', '  archive: { kind: sync, collections: {} }\n  analytics: {']);
    expect(found(noCollection, text)).toEqual([
      'mobileServices.archive.collections at "{}": mobile service "archive" has no collection that phones could synchronise (add one, for example "collections: { orders: { conflict: merge-fields } }")',
    ]);
  });

  it('is silent on a collection with defaults', () => {
    const text = sampleWith([
      '  analytics: {',
      '  archive: { kind: sync, collections: { a: {} } }\n  analytics: {',
    ]);
    expect(found(noCollection, text)).toEqual([]);
  });
});
