import type { LoadPhase } from '../../model/model.ts';
import { exponentialGapMs, type Random } from '../clock.ts';

/** Another load than the scenario's: a constant rate, or its own rate times a factor. */
export type LoadChange =
  | { readonly type: 'rate'; readonly perSecond: number }
  | { readonly type: 'factor'; readonly factor: number };

/** Returns the phases that a run of this length has. Past the end of the scenario its last rate goes on. */
export function phasesFor(
  phases: readonly LoadPhase[],
  durationMs: number,
  change?: LoadChange,
): readonly LoadPhase[] {
  if (change?.type === 'rate') {
    const { perSecond } = change;
    return [{ fromMs: 0, toMs: durationMs, startPerSecond: perSecond, endPerSecond: perSecond }];
  }
  const factor = change?.factor ?? 1;
  const scaled = phases.map((phase) => ({
    ...phase,
    startPerSecond: phase.startPerSecond * factor,
    endPerSecond: phase.endPerSecond * factor,
  }));
  const last = scaled.at(-1);
  if (last === undefined || last.toMs >= durationMs) return scaled;
  const { toMs, endPerSecond } = last;
  return [
    ...scaled,
    { fromMs: toMs, toMs: durationMs, startPerSecond: endPerSecond, endPerSecond: endPerSecond },
  ];
}

/** Returns the rate per second at an instant of the scenario; 0 outside every phase. */
export function rateAt(phases: readonly LoadPhase[], atMs: number): number {
  const phase = phases.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (phase === undefined) return 0;
  const elapsed = (atMs - phase.fromMs) / (phase.toMs - phase.fromMs);
  return phase.startPerSecond + elapsed * (phase.endPerSecond - phase.startPerSecond);
}

/**
 * Yields the instants of arrivals before `durationMs`, ascending, in ms of the scenario: a Poisson process whose rate
 * varies, by thinning (Lewis and Shedler, 1979).
 */
export function* arrivalInstants(
  phases: readonly LoadPhase[],
  durationMs: number,
  random: Random,
): Generator<number> {
  const peak = phases.reduce((top, phase) => Math.max(top, phase.startPerSecond, phase.endPerSecond), 0);
  for (let atMs = exponentialGapMs(random, peak); atMs < durationMs; atMs += exponentialGapMs(random, peak)) {
    if (random.next() * peak < rateAt(phases, atMs)) yield atMs;
  }
}
