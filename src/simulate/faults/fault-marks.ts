/** Which client spans were touched by which fault, until the span ends and takes its mark along. */
export class FaultMarks {
  readonly #bySpan = new Map<string, string>();

  /** Marks the span that a `traceparent` header names; a request without one belongs to no span. */
  mark(traceparent: string | null, fault: string): void {
    const spanId = traceparent?.slice(36, 52);
    if (spanId === undefined || spanId.length !== 16) return;
    const earlier = this.#bySpan.get(spanId);
    this.#bySpan.set(spanId, earlier === undefined ? fault : `${earlier} + ${fault}`);
  }

  /** Returns the mark of a span that ends, and forgets it. Cheap while nothing is marked. */
  take(spanId: string): string | null {
    if (this.#bySpan.size === 0) return null;
    const fault = this.#bySpan.get(spanId) ?? null;
    if (fault !== null) this.#bySpan.delete(spanId);
    return fault;
  }
}
