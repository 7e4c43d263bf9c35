import type { Clock } from '../clock.ts';

/** How long faults may hold requests: until the run's end, at which everything that waits is called back at once. */
export interface Lifetime {
  readonly ended: boolean;
  /** Calls back at the end, or now if that is past; the returned function calls that off. */
  onEnd(callback: () => void): () => void;
  end(): void;
}

export function createLifetime(): Lifetime {
  const waiting = new Set<() => void>();
  let ended = false;
  return {
    get ended() {
      return ended;
    },
    onEnd(callback) {
      if (ended) callback();
      else waiting.add(callback);
      return () => waiting.delete(callback);
    },
    end() {
      ended = true;
      for (const callback of waiting) callback();
      waiting.clear();
    },
  };
}

/**
 * Calls back once, after the delay or at the end of the lifetime, whichever comes first. The returned function calls it
 * off and leaves neither a timer nor a listener.
 */
export function waitWithin(
  { clock, lifetime }: { readonly clock: Clock; readonly lifetime: Lifetime },
  delayMs: number,
  callback: () => void,
): () => void {
  let done = false;
  let stopTimer = () => {};
  let stopListening = () => {};
  const cancel = () => {
    done = true;
    stopTimer();
    stopListening();
  };
  const finish = () => {
    if (done) return;
    cancel();
    callback();
  };
  stopTimer = clock.after(delayMs, finish);
  stopListening = lifetime.onEnd(finish);
  if (done) cancel();
  return cancel;
}
