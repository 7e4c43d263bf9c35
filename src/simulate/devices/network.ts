import type { Network } from '../../model/model.ts';
import type { Random } from '../clock.ts';

/** The connection of one phone over its network. */
export interface Connection {
  /** Returns how long a request of this size takes to reach the gateway, opening the connection if it is closed. */
  outboundMs(bytes: number): number;
  /** Returns how long an answer of this size takes back. */
  inboundMs(bytes: number): number;
  /** The next request has to open a connection again. */
  close(): void;
}

/** Round trips before the first byte of a request: one for TCP, one for TLS 1.3 (RFC 8446, figure 1). */
const handshakeRoundTrips = 2;
/** Least retransmission time-out of the stacks that phones run (Linux: TCP_RTO_MIN). */
const leastRetransmissionMs = 200;

/**
 * Returns the connection of a session: half a round trip each way, bytes at the rate of the network, and for a lost request
 * one retransmission time-out of max(200 ms, two round trips).
 */
export function createConnection(network: Network, random: Random): Connection {
  let open = false;
  return {
    outboundMs(bytes) {
      const handshakeMs = open ? 0 : handshakeRoundTrips * network.roundTripMs;
      open = true;
      const lost = network.loss > 0 && random.next() < network.loss;
      const lossMs = lost ? Math.max(leastRetransmissionMs, 2 * network.roundTripMs) : 0;
      return handshakeMs + network.roundTripMs / 2 + transferMs(bytes, network.upKbitPerSecond) + lossMs;
    },
    inboundMs: (bytes) => network.roundTripMs / 2 + transferMs(bytes, network.downKbitPerSecond),
    close() {
      open = false;
    },
  };
}

/** A kilobit a second is a bit a millisecond. */
function transferMs(bytes: number, kbitPerSecond: number): number {
  return (bytes * 8) / kbitPerSecond;
}
