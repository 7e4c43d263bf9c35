import { describe, expect, it } from 'vitest';
import type { Network } from '../../src/model/model.ts';
import { meanOf, percentileOf } from '../../src/predict/distribution.ts';
import { handshakeMs, networkTime } from '../../src/predict/network.ts';
import { createRandom } from '../../src/simulate/clock.ts';
import { createConnection } from '../../src/simulate/devices/network.ts';

describe('networkTime', () => {
  const network: Network = {
    name: 'edge',
    roundTripMs: 840,
    downKbitPerSecond: 240,
    upKbitPerSecond: 200,
    loss: 0.2,
  };

  it('is what the connection of a simulated phone takes', () => {
    const connection = createConnection(network, createRandom(1));
    const openingMs = connection.outboundMs(0) - network.roundTripMs / 2;
    expect(openingMs % 1680).toBeCloseTo(handshakeMs(network) % 1680, 6);
    const drawn = Array.from(
      { length: 20_000 },
      () => connection.outboundMs(700) + connection.inboundMs(400),
    ).sort((a, b) => a - b);
    const time = networkTime(network, { up: 700, down: 400 });
    expect(meanOf(time) / (drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length)).toBeCloseTo(1, 2);
    for (const share of [0.5, 0.9])
      expect((percentileOf(time, share) ?? 0) / (drawn[share * drawn.length] ?? 0)).toBeCloseTo(1, 2);
  });
});
