import { describe, expect, it } from 'vitest';
import { worstPart, worstPath } from '../../src/predict/worst-case.ts';
import { modelOf, SAMPLE, sampleWith } from '../model/sample.ts';

function operationOf(text: string, name: string) {
  const operation = modelOf(text).frontends[0]?.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`the sample has no operation "${name}"`);
  return operation;
}

describe('worstPath', () => {
  it('adds up attempts, pauses, and parts that wait for each other', () => {
    const { parts, totalMs } = worstPath(operationOf(SAMPLE, 'getHome'), false);
    expect(parts.map(({ gather, call }) => [gather.part, call])).toEqual([
      ['customer', { attempts: 3, timeoutMs: 400, backoffMs: 150, totalMs: 1350 }],
      ['offers', { attempts: 1, timeoutMs: 400, backoffMs: 0, totalMs: 400 }],
    ]);
    expect(totalMs).toBe(1750);
  });

  it('takes a mobile service for as long as its part allows, and for nothing where it does not say', () => {
    expect(worstPath(operationOf(SAMPLE, 'placeOrder'), true).totalMs).toBe(500 + 300);
    const open = sampleWith([', timeout: 300ms', '']);
    expect(worstPath(operationOf(open, 'placeOrder'), true).totalMs).toBe(500);
  });

  it('is empty where nothing is gathered', () => {
    expect(worstPath({ ...operationOf(SAMPLE, 'getHome'), gathers: [] }, false)).toEqual({
      parts: [],
      totalMs: 0,
    });
  });
});

describe('worstPart', () => {
  const retried = sampleWith([
    'resilience: { timeout: 500ms }',
    'resilience: { timeout: 500ms, retries: 2 }',
  ]);
  const [order] = operationOf(retried, 'placeOrder').gathers;
  if (order === undefined) throw new Error('the sample gathers an order');

  it('repeats an order only with an Idempotency-Key', () => {
    expect(worstPart(order, true).call).toMatchObject({ attempts: 3, totalMs: 3 * 500 + 150 });
    expect(worstPart(order, false).call).toMatchObject({ attempts: 1, totalMs: 500 });
  });

  it('repeats an order over SOAP not even with an Idempotency-Key', () => {
    const text = retried.replace('contract: erp.yaml', 'contract: erp.wsdl');
    const [soapOrder] = operationOf(text, 'placeOrder').gathers;
    if (soapOrder === undefined) throw new Error('the sample gathers an order');
    expect(worstPart(soapOrder, true).call).toMatchObject({ attempts: 1, totalMs: 500 });
  });

  it('ends with the timeout of the part', () => {
    expect(worstPart({ ...order, timeoutMs: 700 }, true).mostMs).toBe(700);
    expect(worstPart({ ...order, timeoutMs: 5000 }, true).mostMs).toBe(1650);
  });
});
