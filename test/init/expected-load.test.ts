import { expect, it } from 'vitest';
import { expectedLoad } from '../../src/init/expected-load.ts';

it('shows the way from users a day to journeys a second in the busiest hour', () => {
  expect(expectedLoad({ per: 'day', users: 50_000 })).toEqual({
    journeysPerSecond: 4.2,
    arithmetic:
      '50,000 users a day x 3 journeys = 150,000 journeys, a tenth of them in the busiest hour: ' +
      '15,000 / 3,600 s = 4.2 journeys a second',
    sum: '50,000 users x 3 journeys / 10 / 3,600 s = 4.2/s',
  });
});

it('never rounds a load down, and never to nothing', () => {
  for (const users of [1, 12, 999, 123_456, 1_000_000_000]) {
    const { journeysPerSecond } = expectedLoad({ per: 'day', users });
    expect(journeysPerSecond).toBeGreaterThanOrEqual((users * 3) / 10 / 3600);
    expect(journeysPerSecond).toBeGreaterThanOrEqual(0.01);
  }
});

it('takes journeys a second as they are', () => {
  expect(expectedLoad({ per: 'second', journeys: 40 })).toEqual({
    journeysPerSecond: 40,
    arithmetic: '40 journeys a second x 3,600 s = 144,000 journeys in the busiest hour',
    sum: '40/s x 3,600 s = 144,000 an hour',
  });
});
