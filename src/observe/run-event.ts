/**
 * What happens in a run, as a closed union on `type`. `atMs` is monotonic, in milliseconds since the run's start
 * (the moment the command began). Every listener (recorder, terminal view, report) is fed from this one stream.
 */
export type RunEvent =
  | RunStarted
  | FleetReady
  | TrafficStarted
  | FaultChanged
  | RequestEnded
  | JourneyEnded
  | SpanEnded
  | ServiceStopped
  | Progress
  | RunEnded;

export interface RunStarted {
  readonly type: 'run-started';
  readonly atMs: number;
  readonly scenario: string;
  readonly seed: number;
  readonly planHash: string;
}

/** Every service answered its readiness check with this run's nonce. */
export interface FleetReady {
  readonly type: 'fleet-ready';
  readonly atMs: number;
  readonly services: readonly { readonly name: string; readonly url: string; readonly host: string }[];
}

/** Time zero of the scenario: intended starts and fault windows count from here. */
export interface TrafficStarted {
  readonly type: 'traffic-started';
  readonly atMs: number;
}

export interface FaultChanged {
  readonly type: 'fault-changed';
  readonly atMs: number;
  readonly fault: string;
  readonly active: boolean;
}

/** One request of a phone, as the phone saw it. */
export interface RequestEnded {
  readonly type: 'request-ended';
  readonly atMs: number;
  readonly app: string;
  readonly device: number;
  readonly journey: string;
  /** The step as objectives name it: `POST /orders`, `sync: orders`; `sign-in` for the device's own. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** When it should have started, in ms of the scenario: latency counts from here (no coordinated omission). */
  readonly intendedMs: number;
  readonly latencyMs: number;
  /** Null: no answer. */
  readonly status: number | null;
  /** `dropped`: never sent, for lack of room in the load generator or because the run ended. */
  readonly outcome: 'ok' | 'failed' | 'dropped';
  /** Why it failed: `timeout`, `ECONNRESET`, `status 503`; null if it did not. */
  readonly error: string | null;
  /** Optional parts that the answer marked as missing. */
  readonly missing: readonly string[];
  readonly network: string;
  readonly traceId: string;
}

/** A journey's latency is the sum of its steps' latencies: think and offline times are not in it. */
export interface JourneyEnded {
  readonly type: 'journey-ended';
  readonly atMs: number;
  readonly app: string;
  readonly device: number;
  readonly journey: string;
  readonly intendedMs: number;
  readonly latencyMs: number;
  readonly outcome: 'ok' | 'failed' | 'dropped' | 'unfinished';
  readonly offline: boolean;
}

/** One span of a request's way, recorded by the element that it names (W3C Trace Context ids). */
export interface SpanEnded {
  readonly type: 'span';
  readonly atMs: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  /** The element that recorded it. */
  readonly element: string;
  readonly kind: 'server' | 'client' | 'storage';
  /** For a client or storage span, the element (or `<service>/storage`) that it goes to. */
  readonly peer: string | null;
  readonly name: string;
  readonly durationMs: number;
  readonly failed: boolean;
  readonly httpStatus: number | null;
  /** The fault that touched it, as an expression; null: none. */
  readonly fault: string | null;
}

export interface ServiceStopped {
  readonly type: 'service-stopped';
  readonly atMs: number;
  readonly element: string;
  /** True if a fault did it. */
  readonly expected: boolean;
  readonly lastLines: readonly string[];
}

/** About twice a second, for live views. */
export interface Progress {
  readonly type: 'progress';
  readonly atMs: number;
  readonly scheduled: number;
  readonly sent: number;
  readonly failed: number;
  readonly dropped: number;
  readonly inFlight: number;
}

export interface RunEnded {
  readonly type: 'run-ended';
  readonly atMs: number;
  /** How late arrivals were dispatched after their scheduled instant. */
  readonly lagP99Ms: number;
  readonly interrupted: boolean;
}
