import { expect, it } from 'vitest';
import {
  grouped,
  inBytes,
  inDays,
  inMs,
  inPercent,
  perSecond,
  plainMs,
  threeDigits,
} from '../../src/predict/words.ts';

it('writes milliseconds as they are, and with separators in tables', () => {
  expect([2500, 12.5, 99.96, 1234.5].map(inMs)).toEqual(['2500 ms', '12.5 ms', '100 ms', '1235 ms']);
  expect([0.34, 9.9, 9.96, 12_345.6].map(plainMs)).toEqual(['0.3', '9.9', '10', '12,346']);
  expect(grouped(1_234_567)).toBe('1,234,567');
});

it('writes rates and numbers with three digits that count', () => {
  expect([0, 0.25, 3.35, 83.333, 999.6, 12_345].map(perSecond)).toEqual([
    '0/s',
    '0.25/s',
    '3.35/s',
    '83.3/s',
    '1000/s',
    '12345/s',
  ]);
  expect([0.001234, -41.44].map(threeDigits)).toEqual(['0.00123', '-41.4']);
});

it('writes shares that are not all as less than all', () => {
  expect([0, 0.5, 0.9351, 0.9996, 0.99996, 1].map(inPercent)).toEqual([
    '0 %',
    '50 %',
    '93.5 %',
    '99.96 %',
    '99.996 %',
    '100 %',
  ]);
});

it('writes sizes in the units of blueprints, and long times in the unit that fits', () => {
  expect([110, 2048, 5 * 1024 ** 3, 342_144_000].map(inBytes)).toEqual(['110 bytes', '2Ki', '5Gi', '326Mi']);
  expect([36_000, 600_000, 7_200_000, 86_400_000, 950_400_000].map(inDays)).toEqual([
    '36 s',
    '10 minutes',
    '2 hours',
    '1 day',
    '11 days',
  ]);
});
