/** What was observed on an edge, as a report gives it. */
export interface OverlayEdge {
  readonly from: string;
  readonly to: string;
  readonly declared: boolean;
  readonly observed: boolean;
  readonly count: number;
  readonly failed: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface OverlayElement {
  readonly name: string;
  readonly count: number;
  readonly failed: number;
}

/** What a run observed, to be laid over the figure. A report is one. */
export interface Overlay {
  readonly edges: readonly OverlayEdge[];
  readonly elements: readonly OverlayElement[];
}

/** `idle`: declared and not exercised. */
export type EdgeState = 'healthy' | 'degraded' | 'idle' | 'undeclared';

/** Returns how an edge is coloured. */
export function stateOfEdge(edge: Pick<OverlayEdge, 'declared' | 'observed' | 'failed'>): EdgeState {
  if (!edge.declared) return 'undeclared';
  if (!edge.observed) return 'idle';
  return edge.failed > 0 ? 'degraded' : 'healthy';
}

/** Returns how an element is coloured: by the requests that it served or, for devices, sent. */
export function stateOfElement(element: OverlayElement | undefined): EdgeState {
  if (element === undefined || element.count === 0) return 'idle';
  return element.failed > 0 ? 'degraded' : 'healthy';
}
