import { describe, expect, it } from 'vitest';
import { formerName } from '../../../src/rules/former-name.ts';
import { found } from '../../support/rule-findings.ts';
import { modelOf, sampleWith } from '../sample.ts';

describe('the former names of a push service', () => {
  it('give those of its providers, which are generated beside it', () => {
    const { elements } = modelOf(sampleWith(['push: { kind: push,', 'push: { kind: push, formerly: news,']));
    const former = Object.fromEntries(elements.map(({ name, formerly }) => [name, formerly]));
    expect(former).toMatchObject({
      push: ['news'],
      'push-fcm': ['news-fcm'],
      'push-apns': ['news-apns'],
      sync: [],
    });
  });

  it('are told once where they are wrong, not of each provider too', () => {
    const text = sampleWith([
      'push: { kind: push,',
      'news: { kind: push, formerly: push }\n  push: { kind: push,',
    ]);
    expect(found(formerName, text)).toEqual([
      expect.stringMatching(/^mobileServices\.news\.formerly at "push"/),
    ]);
  });
});
