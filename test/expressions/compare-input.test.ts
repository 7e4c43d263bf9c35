import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../src/expressions/call-input.ts';
import { compareInput } from '../../src/expressions/compare-input.ts';
import { infer } from '../../src/expressions/infer.ts';
import { createExpressionReader } from '../../src/expressions/read-expression.ts';
import { createSchemaShapes } from '../../src/expressions/schema-shapes.ts';
import { ANY } from '../../src/expressions/shape.ts';
import { factsOf } from '../../src/expressions/tree-facts.ts';

const text = { type: 'string' };
const line = { type: 'object', required: ['sku'], properties: { sku: text, count: { type: 'integer' } } };
const body = createSchemaShapes({})({
  type: 'object',
  required: ['lines', 'channel'],
  properties: { lines: { type: 'array', items: line }, channel: text, note: text },
});

const input: CallInput = { label: 'shop.order', path: ['id'], needed: ['channel'], rest: body, headers: [] };

/** What does not fit: unknown fields, missing ones, and what the contract requires besides. */
function gaps(expression: string, to: CallInput = input): readonly (readonly string[])[] {
  const reading = createExpressionReader()(expression);
  if (reading.type !== 'tree') throw new Error(`${expression} is no expression`);
  const { shape } = infer(reading.tree, factsOf(reading.tree, expression), ANY);
  const { unknown, missing, incomplete } = compareInput(shape, to);
  return [unknown.map(({ trail }) => trail.join('.')), missing, incomplete.map((trail) => trail.join('.'))];
}

describe('compareInput', () => {
  it('finds nothing where all is given', () => {
    expect(gaps('{ "id": a, "channel": "APP", "lines": [x.{ "sku": s, "count": 1 }] }')).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('tells fields that nobody takes, missing ones, and incomplete ones apart', () => {
    expect(gaps('{ "chanel": "APP", "note": n }')).toEqual([['chanel'], ['id', 'channel'], ['lines']]);
  });

  it('looks into what is made within', () => {
    expect(gaps('{ "id": a, "channel": b, "lines": x.{ "skuu": s } }')).toEqual([
      ['lines.skuu'],
      [],
      ['lines.sku'],
    ]);
  });

  it('does not look into what comes from elsewhere', () => {
    expect(gaps('{ "id": a, "channel": b, "lines": x }')).toEqual([[], [], []]);
    expect(gaps('x')).toEqual([[], [], []]);
  });

  it('takes what has no value as missing', () => {
    expect(gaps('{ "id": ($x := { "a": 1 }; $x.b), "channel": b, "lines": [] }')[1]).toEqual(['id']);
  });

  it('misses only what no branch of a condition gives', () => {
    const [unknown, missing, incomplete] = gaps(
      'a ? { "id": a, "x": 1 } : { "id": b, "channel": c, "y": 2 }',
    );
    expect([unknown, missing, incomplete]).toEqual([['x', 'y'], [], ['lines']]);
  });

  it('knows nothing missing where keys are made', () => {
    expect(gaps('{ "x": 1, $lowercase(a): b }')).toEqual([['x'], [], []]);
  });

  it('misses everything where a text is made', () => {
    expect(gaps('"text"')).toEqual([[], ['id', 'channel'], ['lines']]);
  });

  it('takes everything where nothing is known of the call', () => {
    expect(gaps('{ "x": 1 }', { ...input, path: [], needed: [], rest: ANY })).toEqual([[], [], []]);
  });

  it('stops after twenty fields', () => {
    const fields = Array.from({ length: 50 }, (_, n) => `"x${n}": 1`).join();
    expect(gaps(`{ ${fields} }`)[0]).toHaveLength(20);
  });
});
