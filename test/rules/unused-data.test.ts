import { describe, expect, it } from 'vitest';
import { unusedData } from '../../src/rules/unused-data.ts';
import { sampleWith } from '../model/sample.ts';
import { fixed, found } from '../support/rule-findings.ts';

describe('unused-data', () => {
  it('reports values that no step uses, and takes them out', () => {
    const text = sampleWith(['data: { sku: [chair, 7] }', 'data: { sku: [chair, 7], colour: [red] }']);
    expect(found(unusedData, text)).toEqual([
      'devices.app.data.colour at "colour": data "colour" of mobile application "app" is not used by any step (use it as "{colour}" in a path or a body, or remove it)',
    ]);
    expect(fixed(unusedData, text)).toEqual([
      'safe: remove the data "colour"',
      '- data: { sku: [chair, 7], colour: [red] }',
      '+ data: { sku: [chair, 7] }',
    ]);
  });

  it('is silent on what is used in a body or a query alone', () => {
    expect(
      found(
        unusedData,
        sampleWith(
          ['data: { sku: [chair, 7] }', 'data: { sku: [chair, 7], shop: [a] }'],
          ['- GET /home', "- 'GET /home?shop={shop}'"],
        ),
      ),
    ).toEqual([]);
  });
});
