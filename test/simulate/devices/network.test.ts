import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/simulate/clock.ts';
import { createConnection } from '../../../src/simulate/devices/network.ts';

const network = { name: '3g', roundTripMs: 300, downKbitPerSecond: 1600, upKbitPerSecond: 768, loss: 0 };
const never = { next: () => 0.999 };

describe('createConnection', () => {
  it('takes two more round trips for the first request of a session: TCP and TLS 1.3', () => {
    const connection = createConnection(network, never);
    expect(connection.outboundMs(0)).toBe(2 * 300 + 150);
    expect(connection.outboundMs(0)).toBe(150);
    connection.close();
    expect(connection.outboundMs(0)).toBe(2 * 300 + 150);
  });

  it('takes the time of the bytes at the rate of their direction', () => {
    const connection = createConnection(network, never);
    connection.outboundMs(0);
    expect(connection.outboundMs(768)).toBeCloseTo(150 + 8);
    expect(connection.inboundMs(1600)).toBeCloseTo(150 + 8);
  });

  it('takes one retransmission time-out for a lost request: two round trips, 200 ms at least', () => {
    const lost = { next: () => 0 };
    const slow = createConnection({ ...network, loss: 0.5 }, lost);
    slow.outboundMs(0);
    expect(slow.outboundMs(0)).toBe(150 + 600);
    const fast = createConnection({ ...network, roundTripMs: 28, loss: 0.5 }, lost);
    fast.outboundMs(0);
    expect(fast.outboundMs(0)).toBe(14 + 200);
  });

  it('loses the share that the network says', () => {
    const connection = createConnection({ ...network, loss: 0.1 }, createRandom(1));
    connection.outboundMs(0);
    const lost = Array.from({ length: 5000 }, () => connection.outboundMs(0)).filter((ms) => ms > 150).length;
    expect(lost / 5000).toBeCloseTo(0.1, 1);
  });
});
