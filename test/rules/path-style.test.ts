import { describe, expect, it } from 'vitest';
import { pathStyle } from '../../src/rules/path-style.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('path-style', () => {
  it('reports upper case, at the path', () => {
    const text = sampleWith(['http: GET /offers', 'http: GET /Offers']);
    expect(found(pathStyle, text)).toEqual([
      'integrations.crm-integration.operations.listOffers.http at "GET /Offers": path "/Offers" of operation "listOffers" has upper case in it (name the thing, in words of lower case with hyphens: "/order-lines/{id}")',
    ]);
  });

  it('reports all habits of a path at once', () => {
    const text = sampleWith(['http: GET /offers', 'http: GET /get-offers_list.json']);
    expect(found(pathStyle, text)).toEqual([
      'integrations.crm-integration.operations.listOffers.http at "GET /get-offers_list.json": path "/get-offers_list.json" of operation "listOffers" has underscores, a file extension and the method in it (name the thing, in words of lower case with hyphens: "/order-lines/{id}")',
    ]);
  });

  it('is silent on parameters of any style', () => {
    const text = sampleWith(['/customers/{id}', '/customers/{customer_ID}']);
    expect(found(pathStyle, text)).toEqual([]);
  });

  it('is silent on words that only begin like a verb', () => {
    const text = sampleWith(['http: GET /offers', 'http: GET /getaways/created']);
    expect(found(pathStyle, text)).toEqual([]);
  });
});
