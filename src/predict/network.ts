import type { Network } from '../model/model.ts';
import { together } from './combine.ts';
import { always, type Distribution } from './distribution.ts';
import type { MessageBytes } from './messages.ts';

/** Round trips before the first byte of a connection: one for TCP, one for TLS 1.3 (RFC 8446, figure 1). */
export const handshakeRoundTrips = 2;
/** Least retransmission time-out (Linux: TCP_RTO_MIN). */
const leastRetransmissionMs = 200;

/** Returns how long a request and its answer are under way without loss: a round trip, and the bytes at their rates. */
export function transferMs(network: Network, { up, down }: MessageBytes): number {
  return network.roundTripMs + (8 * up) / network.upKbitPerSecond + (8 * down) / network.downKbitPerSecond;
}

/** Returns how long opening a connection takes. */
export function handshakeMs({ roundTripMs }: Network): number {
  return handshakeRoundTrips * roundTripMs;
}

/** Returns how much a lost request costs: one retransmission time-out, the larger of 200 ms and two round trips. */
export function lossMs({ roundTripMs }: Network): number {
  return Math.max(leastRetransmissionMs, 2 * roundTripMs);
}

/** Returns the mean of `networkTime`. */
export function meanNetworkMs(network: Network, message: MessageBytes): number {
  return transferMs(network, message) + network.loss * lossMs(network);
}

/** Returns the time that a request spends on the network: all of it, both ways, with what is lost sent again. */
export function networkTime(network: Network, message: MessageBytes): Distribution {
  const ms = transferMs(network, message);
  return together([always(ms, 1 - network.loss), always(ms + lossMs(network), network.loss)]);
}
