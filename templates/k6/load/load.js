import { exponentialGapMs } from './random.js';

/**
 * Returns the phases of a run of this length. `change` is `{ perSecond }` for a constant rate, `{ factor }` for the scenario's
 * rate times a number, or null. Past the end of the scenario its last rate goes on; what is longer than the run is cut off.
 */
export function phasesFor(phases, durationMs, change) {
  if (change?.perSecond !== undefined) return [constant(0, durationMs, change.perSecond)];
  const factor = change?.factor ?? 1;
  const scaled = phases.map((phase) => ({
    ...phase,
    startPerSecond: phase.startPerSecond * factor,
    endPerSecond: phase.endPerSecond * factor,
  }));
  const last = scaled[scaled.length - 1];
  if (last === undefined || last.toMs >= durationMs) return scaled;
  return [...scaled, constant(last.toMs, durationMs, last.endPerSecond)];
}

/** Returns the rate per second at an instant of the scenario; 0 outside every phase. */
export function rateAt(phases, atMs) {
  const phase = phases.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (phase === undefined) return 0;
  const elapsed = (atMs - phase.fromMs) / (phase.toMs - phase.fromMs);
  return phase.startPerSecond + elapsed * (phase.endPerSecond - phase.startPerSecond);
}

/** Returns the highest rate per second of any phase. */
export function peakOf(phases) {
  return phases.reduce((top, phase) => Math.max(top, phase.startPerSecond, phase.endPerSecond), 0);
}

/**
 * Returns the instants of arrivals before `durationMs`, ascending, in ms of the scenario: a Poisson process whose rate varies,
 * by thinning (Lewis and Shedler, 1979).
 */
export function arrivalInstants(phases, durationMs, random) {
  const peak = peakOf(phases);
  const instants = [];
  for (let atMs = exponentialGapMs(random, peak); atMs < durationMs; atMs += exponentialGapMs(random, peak)) {
    if (random.next() * peak < rateAt(phases, atMs)) instants.push(atMs);
  }
  return instants;
}

function constant(fromMs, toMs, perSecond) {
  return { fromMs, toMs, startPerSecond: perSecond, endPerSecond: perSecond };
}
