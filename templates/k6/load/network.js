/** Round trips before the first byte of a request: one for TCP, one for TLS 1.3 (RFC 8446, figure 1). */
const handshakeRoundTrips = 2;
/** Least retransmission time-out of the stacks that phones run (Linux: TCP_RTO_MIN). */
const leastRetransmissionMs = 200;

/**
 * Returns the connection of a phone, as times to be slept: half a round trip each way, bytes at the rate of the network, and for
 * a lost request one retransmission time-out. `random` decides what is lost.
 */
export function createConnection(network, random) {
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
function transferMs(bytes, kbitPerSecond) {
  return (bytes * 8) / kbitPerSecond;
}
