import type { ObservedEdge } from './run.ts';
import type { SpanEnded } from './run-event.ts';

/** Builds the observed graph from spans, in whatever order they arrive. */
export interface EdgeObserver {
  add(span: SpanEnded): void;
  /** Returns the edges by `<from>\u0000<to>`, sorted by it. */
  edges(): ReadonlyMap<string, ObservedEdge>;
}

interface GrowingEdge {
  readonly from: string;
  readonly to: string;
  count: number;
  failed: number;
  faulted: number;
  readonly latenciesMs: number[];
}

/**
 * Each client and storage span is one use of an edge from its element to its peer. Where a server span says that another
 * element than the peer took the request, the edge goes to that one: what answered counts, not what was meant.
 */
export function createEdgeObserver(): EdgeObserver {
  const edges = new Map<string, GrowingEdge>();
  /** Client spans that wait for the server span below them, and the other way round, by the client's span id. */
  const clients = new Map<string, SpanEnded>();
  const servers = new Map<string, string>();

  function record(span: SpanEnded, to: string): void {
    const key = `${span.element}\u0000${to}`;
    let edge = edges.get(key);
    if (edge === undefined) {
      edge = { from: span.element, to, count: 0, failed: 0, faulted: 0, latenciesMs: [] };
      edges.set(key, edge);
    }
    edge.count += 1;
    if (span.failed) edge.failed += 1;
    if (span.fault !== null) edge.faulted += 1;
    edge.latenciesMs.push(span.durationMs);
  }

  return {
    add(span) {
      if (span.kind === 'storage') {
        record(span, span.peer ?? `${span.element}/storage`);
      } else if (span.kind === 'client') {
        const server = servers.get(span.spanId);
        if (server === undefined) clients.set(span.spanId, span);
        else record(span, server);
        servers.delete(span.spanId);
      } else if (span.parentSpanId !== null) {
        const client = clients.get(span.parentSpanId);
        if (client === undefined) servers.set(span.parentSpanId, span.element);
        else record(client, span.element);
        clients.delete(span.parentSpanId);
      }
    },
    edges() {
      // What nobody recorded the far end of (refused, timed out, not instrumented) went where it was meant to go.
      for (const span of clients.values()) if (span.peer !== null) record(span, span.peer);
      clients.clear();
      return new Map([...edges].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}
