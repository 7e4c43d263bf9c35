import type { Dispatcher } from 'undici';
import type { RunEvent } from '../../observe/run-event.ts';
import type { Clock } from '../clock.ts';
import type { FaultMarks } from '../faults/fault-marks.ts';

export interface PhoneWorldOptions {
  readonly clock: Clock;
  /** Start of the run, and of the scenario, on the clock's monotonic scale. */
  readonly epochMs: number;
  readonly startAtMs: number;
  /** Where an app's requests go, with the faults between it and its gateway. */
  readonly dispatcherOf: (app: string) => Dispatcher;
  readonly marks: FaultMarks;
  /** Gives 16 hex digits, different each time. */
  readonly nextId: () => string;
  /** Makes the idempotency keys of this run different from those of another. */
  readonly nonce: string;
  readonly emit: (event: RunEvent) => void;
  readonly maxInFlight: number;
}

/** What all phones of a run share: time, the way to their gateways, and the counts of what they sent. */
export class PhoneWorld {
  readonly clock: Clock;
  readonly marks: FaultMarks;
  readonly nextId: () => string;
  readonly nonce: string;
  readonly emit: (event: RunEvent) => void;
  readonly dispatcherOf: (app: string) => Dispatcher;
  readonly counts = { sent: 0, failed: 0, dropped: 0, inFlight: 0 };
  readonly #options: PhoneWorldOptions;
  readonly #waiting = new Set<() => void>();
  #closing = false;

  constructor(options: PhoneWorldOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.marks = options.marks;
    this.nextId = options.nextId;
    this.nonce = options.nonce;
    this.emit = options.emit;
    this.dispatcherOf = options.dispatcherOf;
  }

  /** True once the scenario is over: nothing new is begun. */
  get closing(): boolean {
    return this.#closing;
  }

  /** False while the load generator has as many requests under way as it can hold. */
  get hasRoom(): boolean {
    return this.counts.inFlight < this.#options.maxInFlight;
  }

  /** Now, in ms of the scenario. */
  scenarioMs(): number {
    return this.clock.monotonic() - this.#options.startAtMs;
  }

  /** Now, in ms since the start of the run: what events carry. */
  runMs(): number {
    return this.clock.monotonic() - this.#options.epochMs;
  }

  /** Waits, also past the end of the scenario: for what is under way. */
  wait(delayMs: number): Promise<void> {
    if (delayMs <= 0) return Promise.resolve();
    return new Promise((resolve) => this.clock.after(delayMs, resolve));
  }

  /** Waits until an instant of the scenario; resolves to false at once if the scenario ends before it. */
  waitUntil(scenarioMs: number): Promise<boolean> {
    if (this.#closing) return Promise.resolve(false);
    const delayMs = scenarioMs - this.scenarioMs();
    if (delayMs <= 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const closed = () => {
        cancel();
        resolve(false);
      };
      const cancel = this.clock.after(delayMs, () => {
        this.#waiting.delete(closed);
        resolve(true);
      });
      this.#waiting.add(closed);
    });
  }

  /** Ends the scenario: who waits for an instant of it waits no longer. */
  close(): void {
    this.#closing = true;
    for (const closed of this.#waiting) closed();
    this.#waiting.clear();
  }
}
