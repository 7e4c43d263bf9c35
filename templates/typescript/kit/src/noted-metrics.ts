import type { Breaker } from './breaker.ts';
import type { MadeCall, Metrics, ServedRequest } from './metrics.ts';

/** For tests only: metrics that note what they are told. */
export class NotedMetrics implements Metrics {
  readonly calls: MadeCall[] = [];
  readonly breakers: { readonly peer: string; readonly operation: string; readonly breaker: Breaker }[] = [];
  readonly #served: ServedRequest[] = [];
  #wake: () => void = () => {};

  served(request: ServedRequest): void {
    this.#served.push(request);
    this.#wake();
  }

  called(call: MadeCall): void {
    this.calls.push(call);
  }

  watchBreaker(peer: string, operation: string, breaker: Breaker): void {
    this.breakers.push({ peer, operation, breaker });
  }

  /** Resolves to so many requests as soon as they are over, which is after their clients have the answers. */
  async hasServed(count: number): Promise<readonly ServedRequest[]> {
    while (this.#served.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#served;
  }
}
