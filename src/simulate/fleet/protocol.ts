import type { FaultSpec } from '../../model/model.ts';
import type { RunEvent, SpanEnded } from '../../observe/run-event.ts';
import type { TrafficSpec } from '../plan/traffic-spec.ts';

/** What the parent says to a host process. Instants are on the clock's monotonic scale, which all processes share. */
export type ParentMessage =
  | {
      readonly type: 'start-services';
      readonly run: RunSettings;
      readonly services: readonly HostedService[];
    }
  | { readonly type: 'addresses'; readonly addresses: Addresses }
  | { readonly type: 'scenario-starts'; readonly atMs: number }
  | { readonly type: 'start-traffic'; readonly run: RunSettings; readonly traffic: Traffic }
  | { readonly type: 'kill'; readonly element: string }
  | { readonly type: 'revive'; readonly element: string }
  | { readonly type: 'stop' };

/** What a host process says to the parent. */
export type HostMessage =
  | {
      readonly type: 'listening';
      readonly services: readonly { readonly element: string; readonly url: string; readonly port: number }[];
    }
  /** Every service of the host answered its readiness check with the run's nonce. */
  | { readonly type: 'ready'; readonly nonce: string }
  | {
      readonly type: 'failed';
      readonly element: string;
      readonly message: string;
      readonly lastLines: readonly string[];
    }
  | { readonly type: 'crashed'; readonly message: string; readonly logs: readonly ElementLog[] }
  | { readonly type: 'killed'; readonly element: string; readonly lastLines: readonly string[] }
  | { readonly type: 'revived'; readonly element: string }
  | { readonly type: 'spans'; readonly spans: readonly SpanRow[] }
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  | { readonly type: 'traffic-ended'; readonly lagP99Ms: number }
  | { readonly type: 'flushed' };

/** What every host of a run is told alike. */
export interface RunSettings {
  readonly nonce: string;
  readonly epochMs: number;
  readonly seed: number;
  /** Folder for the files of container native storage. */
  readonly storageFolder: string;
  readonly faults: readonly FaultSpec[];
}

export interface HostedService {
  readonly element: string;
  readonly serviceModule: string;
  readonly configModule: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface Traffic {
  readonly spec: TrafficSpec;
  readonly startAtMs: number;
  readonly addresses: Addresses;
}

/** Element name and URL. */
export type Addresses = readonly (readonly [string, string])[];

export interface ElementLog {
  readonly element: string;
  readonly lastLines: readonly string[];
}

/** A span as a row: the names of its fields, a thousand times a second, would cost more than its values. */
export type SpanRow = readonly [
  number,
  string,
  string,
  string | null,
  string,
  SpanEnded['kind'],
  string | null,
  string,
  number,
  boolean,
  number | null,
  string | null,
];

export function packSpan(span: SpanEnded): SpanRow {
  return [
    span.atMs,
    span.traceId,
    span.spanId,
    span.parentSpanId,
    span.element,
    span.kind,
    span.peer,
    span.name,
    span.durationMs,
    span.failed,
    span.httpStatus,
    span.fault,
  ];
}

export function unpackSpan(row: SpanRow): SpanEnded {
  const [
    atMs,
    traceId,
    spanId,
    parentSpanId,
    element,
    kind,
    peer,
    name,
    durationMs,
    failed,
    httpStatus,
    fault,
  ] = row;
  return {
    type: 'span',
    atMs,
    traceId,
    spanId,
    parentSpanId,
    element,
    kind,
    peer,
    name,
    durationMs,
    failed,
    httpStatus,
    fault,
  };
}
