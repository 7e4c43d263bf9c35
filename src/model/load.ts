import { parseLoad } from '../blueprint/quantities.ts';
import type { LoadPhase } from './model.ts';

/** One part of a load, relative to the one before: `startPerSecond` null goes on from its end. */
export interface LoadSegment {
  readonly durationMs: number;
  readonly startPerSecond: number | null;
  readonly endPerSecond: number;
}

/** Returns `20/s` or `5/s..40/s` over a duration as one phase, or null for a text that is no load. */
export function loadFromText(text: string, durationMs: number): readonly LoadPhase[] | null {
  const load = parseLoad(text);
  return load && [{ fromMs: 0, toMs: durationMs, startPerSecond: load.start, endPerSecond: load.end }];
}

/**
 * Returns segments as phases that follow each other without gaps from 0 to `durationMs` (by default as long as they
 * take): what is longer is cut off in a line, what is shorter keeps the last rate. A first segment without a start begins at 0/s.
 */
export function phasesOf(segments: readonly LoadSegment[], durationMs: number | null): readonly LoadPhase[] {
  const phases: LoadPhase[] = [];
  let atMs = 0;
  let rate = 0;
  for (const segment of segments) {
    const startPerSecond = segment.startPerSecond ?? rate;
    phases.push({
      fromMs: atMs,
      toMs: atMs + segment.durationMs,
      startPerSecond,
      endPerSecond: segment.endPerSecond,
    });
    atMs += segment.durationMs;
    rate = segment.endPerSecond;
  }
  return durationMs === null ? phases : fitPhases(phases, durationMs);
}

/** Returns the phases cut off, or the last one's end rate kept, so that they end at `durationMs`. */
export function fitPhases(phases: readonly LoadPhase[], durationMs: number): readonly LoadPhase[] {
  const kept = phases.filter((phase) => phase.fromMs < durationMs).map((phase) => cutOff(phase, durationMs));
  const last = kept.at(-1);
  if (last === undefined || last.toMs >= durationMs) return kept;
  const rate = last.endPerSecond;
  return [...kept, { fromMs: last.toMs, toMs: durationMs, startPerSecond: rate, endPerSecond: rate }];
}

function cutOff(phase: LoadPhase, durationMs: number): LoadPhase {
  if (phase.toMs <= durationMs) return phase;
  const share = (durationMs - phase.fromMs) / (phase.toMs - phase.fromMs);
  const endPerSecond = phase.startPerSecond + (phase.endPerSecond - phase.startPerSecond) * share;
  return { ...phase, toMs: durationMs, endPerSecond };
}
