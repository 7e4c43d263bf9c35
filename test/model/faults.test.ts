import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { parseFaultExpression } from '../../src/model/fault-expression.ts';
import { fitPhases, loadFromText, phasesOf } from '../../src/model/load.ts';
import { modelOf, SAMPLE } from './sample.ts';

describe('parseFaultExpression', () => {
  it('reads a fault on an edge', () => {
    const text = 'on=erp-integration -> erp, kind=status, status=503, between=5s..10s';
    expect(parseFaultExpression(text, modelOf(SAMPLE))).toEqual({
      on: { type: 'edge', from: 'erp-integration', to: 'erp' },
      effect: { kind: 'status', status: 503 },
      fromMs: 5000,
      toMs: 10_000,
      share: 1,
      first: null,
      span: null,
      expression: 'on=erp-integration -> erp,kind=status,status=503,between=5s..10s',
    });
  });

  it.each([
    ['on=erp,kind=latency,delay=200ms,jitter=50ms', { kind: 'latency', delayMs: 200, jitterMs: 50 }],
    ['on=erp,kind=bandwidth,rate=200kbit/s', { kind: 'bandwidth', kbitPerSecond: 200 }],
    ['on=erp,kind=timeout,share=30%', { kind: 'timeout' }],
    ['on=erp,kind=reset,first=5', { kind: 'reset' }],
    ['on=erp,kind=status', { kind: 'status', status: 503 }],
    ['on=erp,kind=kill', { kind: 'kill' }],
  ])('reads %s', (text, effect) => {
    expect(parseFaultExpression(text).effect).toEqual(effect);
  });

  it('reads back the expression that it gives', () => {
    const fault = parseFaultExpression('on=a -> b,kind=latency,delay=1s,share=10%,first=3');
    expect(parseFaultExpression(fault.expression)).toEqual(fault);
  });

  it.each([
    ['', '"" is no "key=value"'],
    ['erp', '"erp" is no "key=value"'],
    ['kind=status', 'a fault has no "on"'],
    ['on=erp', 'a fault has no "kind"'],
    ['on=erp,kind=statsu', '"statsu" is no kind of fault'],
    [
      'on=erp,kind=status,status=200',
      '"status" of a fault is "200", which is not an HTTP status from 400 to 599',
    ],
    ['on=erp,kind=latency', 'a fault of the kind latency has no "delay"'],
    ['on=erp,kind=reset,delay=1s', 'a fault of the kind reset has no "delay"'],
    ['on=erp,on=crm,kind=reset', '"on" is given twice'],
    ['on=a -> b,kind=kill', 'kill is for elements, and "a -> b" is an edge'],
    ['on=erp,kind=reset,between=9s..5s', 'which is not a window such as 5s..10s, its end after its start'],
    ['on=epr,kind=reset', 'a fault is on an undefined element "epr"'],
    ['on=sync -> sync/storage,kind=reset', 'a fault is on the storage of "sync"'],
  ])('refuses %j', (text, message) => {
    const model = modelOf(SAMPLE);
    expect(() => parseFaultExpression(text, model)).toThrow(UserError);
    expect(() => parseFaultExpression(text, model)).toThrow(message);
  });
});

describe('loads', () => {
  it('are one phase for a rate or a line', () => {
    expect(loadFromText('5/s..40/s', 1000)).toEqual([
      { fromMs: 0, toMs: 1000, startPerSecond: 5, endPerSecond: 40 },
    ]);
    expect(loadFromText('quick', 1000)).toBeNull();
  });

  it('are cut off in a line, or keep the last rate', () => {
    const ramp = phasesOf([{ durationMs: 10_000, startPerSecond: null, endPerSecond: 40 }], null);
    expect(fitPhases(ramp, 5000)).toEqual([{ fromMs: 0, toMs: 5000, startPerSecond: 0, endPerSecond: 20 }]);
    expect(fitPhases(ramp, 15_000).at(-1)).toEqual({
      fromMs: 10_000,
      toMs: 15_000,
      startPerSecond: 40,
      endPerSecond: 40,
    });
  });
});
