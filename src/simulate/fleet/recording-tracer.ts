import {
  type Context,
  type Span,
  type SpanAttributeValue,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { SpanEnded } from '../../observe/run-event.ts';
import type { Clock, Random } from '../clock.ts';
import type { FaultMarks } from '../faults/fault-marks.ts';

/** Records the spans of every service in this process until they are fetched. */
export interface SpanRecorder {
  /** Returns the tracer of an element: what it starts is recorded as the element's. */
  tracerFor(element: string): Tracer;
  /** Returns the spans that ended since the last call, in order of ending. */
  drain(): readonly SpanEnded[];
}

export interface RecorderOptions {
  readonly clock: Clock;
  /** Start of the run on the clock's monotonic scale. */
  readonly epochMs: number;
  /** A stream of this process alone: ids are made of it. */
  readonly random: Random;
  readonly marks: FaultMarks;
}

/** Returns a recorder that keeps what a run needs to know of a span and nothing else: it is on the way of every hop. */
export function createRecorder(options: RecorderOptions): SpanRecorder {
  let ended: SpanEnded[] = [];
  const recording: Recording = {
    nowMs: () => options.clock.monotonic() - options.epochMs,
    nextId: idSequence(options.random),
    marks: options.marks,
    keep: (span) => ended.push(span),
  };
  return {
    tracerFor: (element) => new RecordingTracer(element, recording),
    drain() {
      if (ended.length === 0) return ended;
      const drained = ended;
      ended = [];
      return drained;
    },
  };
}

/** Returns a source of 16 hex digits each: half chosen at random for the process, half counted. */
export function idSequence(random: Random): () => string {
  const prefix = hex8(Math.floor(random.next() * 2 ** 32));
  let count = 0;
  return () => {
    count = (count + 1) % 2 ** 32;
    return prefix + hex8(count);
  };
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, '0');
}

interface Recording {
  readonly nowMs: () => number;
  readonly nextId: () => string;
  readonly marks: FaultMarks;
  readonly keep: (span: SpanEnded) => void;
}

class RecordingTracer implements Tracer {
  readonly #element: string;
  readonly #recording: Recording;

  constructor(element: string, recording: Recording) {
    this.#element = element;
    this.#recording = recording;
  }

  startSpan(name: string, options?: SpanOptions, context?: Context): Span {
    const parent = context === undefined ? undefined : trace.getSpanContext(context);
    return new RecordedSpan(this.#element, this.#recording, { name, options, parent });
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...rest: ActiveSpanArguments<F>
  ): ReturnType<F> {
    const work = rest[rest.length - 1] as F;
    const options = rest.length > 1 ? (rest[0] as SpanOptions) : undefined;
    const context = rest.length > 2 ? (rest[1] as Context) : undefined;
    // Services hand their spans on explicitly, so that no context has to be made active around the work.
    return work(this.startSpan(name, options, context)) as ReturnType<F>;
  }
}

type ActiveSpanArguments<F> = [F] | [SpanOptions, F] | [SpanOptions, Context, F];

class RecordedSpan implements Span {
  readonly #element: string;
  readonly #recording: Recording;
  readonly #startMs: number;
  readonly #context: SpanContext;
  readonly #parentSpanId: string | null;
  readonly #kind: SpanKind;
  #name: string;
  #peer: string | null = null;
  #httpStatus: number | null = null;
  #failed = false;
  #ended = false;

  constructor(
    element: string,
    recording: Recording,
    start: { name: string; options: SpanOptions | undefined; parent: SpanContext | undefined },
  ) {
    this.#element = element;
    this.#recording = recording;
    this.#name = start.name;
    this.#kind = start.options?.kind ?? SpanKind.INTERNAL;
    this.#parentSpanId = start.parent?.spanId ?? null;
    const spanId = recording.nextId();
    this.#context = { traceId: start.parent?.traceId ?? recording.nextId() + spanId, spanId, traceFlags: 1 };
    const attributes = start.options?.attributes;
    if (attributes !== undefined) this.setAttributes(attributes);
    this.#startMs = recording.nowMs();
  }

  spanContext(): SpanContext {
    return this.#context;
  }

  setAttribute(key: string, value: SpanAttributeValue): this {
    if (key === 'http.response.status_code') this.#httpStatus = Number(value);
    else if (key === 'peer.service') this.#peer = String(value);
    return this;
  }

  setAttributes(attributes: Readonly<Record<string, SpanAttributeValue | undefined>>): this {
    for (const key in attributes) {
      const value = attributes[key];
      if (value !== undefined) this.setAttribute(key, value);
    }
    return this;
  }

  setStatus(status: { readonly code: SpanStatusCode }): this {
    this.#failed = status.code === SpanStatusCode.ERROR;
    return this;
  }

  updateName(name: string): this {
    this.#name = name;
    return this;
  }

  /** Records the span. What is neither a request nor a use of storage is no hop, and is not kept. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#kind !== SpanKind.SERVER && this.#kind !== SpanKind.CLIENT) return;
    const atMs = this.#recording.nowMs();
    this.#recording.keep({
      type: 'span',
      atMs,
      traceId: this.#context.traceId,
      spanId: this.#context.spanId,
      parentSpanId: this.#parentSpanId,
      element: this.#element,
      kind:
        this.#kind === SpanKind.SERVER ? 'server' : this.#peer?.endsWith('/storage') ? 'storage' : 'client',
      peer: this.#peer,
      name: this.#name,
      durationMs: atMs - this.#startMs,
      failed: this.#failed,
      httpStatus: this.#httpStatus,
      fault: this.#recording.marks.take(this.#context.spanId),
    });
  }

  isRecording(): boolean {
    return !this.#ended;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  recordException(): void {
    this.#failed = true;
  }
}
