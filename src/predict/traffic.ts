import type { LoadPhase, Scenario } from '../model/model.ts';

/** The load of a run: journeys that start per second, all apps together. */
export interface Traffic {
  readonly phases: readonly LoadPhase[];
  readonly durationMs: number;
}

/** A stretch of time with a constant rate. */
export interface Stretch {
  readonly durationMs: number;
  readonly perSecond: number;
}

/** Returns the load that a scenario declares. */
export function trafficOf({ load, durationMs }: Scenario): Traffic {
  return { phases: load, durationMs };
}

/** No load at all: what is predicted then holds for a system that has nothing else to do. */
export const noTraffic: Traffic = { phases: [], durationMs: 0 };

/** Returns the highest rate, per second. */
export function peakOf({ phases }: Traffic): number {
  return phases.reduce((peak, phase) => Math.max(peak, phase.startPerSecond, phase.endPerSecond), 0);
}

/** Returns how many journeys start in all, on average. */
export function arrivalsOf({ phases }: Traffic): number {
  return phases.reduce(
    (sum, { fromMs, toMs, startPerSecond, endPerSecond }) =>
      sum + ((toMs - fromMs) / 1000) * ((startPerSecond + endPerSecond) / 2),
    0,
  );
}

/** Returns the mean rate, per second; 0 without any time. */
export function meanOfTraffic(traffic: Traffic): number {
  return traffic.durationMs <= 0 ? 0 : (arrivalsOf(traffic) * 1000) / traffic.durationMs;
}

/** A ramp is taken in so many steps. */
const stepsOfRamp = 8;
/** A load of more stretches than this is taken as so many of equal length, each with its mean rate. */
const mostStretches = 64;

/** Returns the load as stretches of constant rates, in order: a phase that rises or falls is cut into eight. */
export function stretchesOf({ phases, durationMs }: Traffic): readonly Stretch[] {
  const stretches = phases.flatMap(({ fromMs, toMs, startPerSecond, endPerSecond }) => {
    const count = startPerSecond === endPerSecond ? 1 : stepsOfRamp;
    return Array.from({ length: count }, (_, at) => ({
      durationMs: (toMs - fromMs) / count,
      perSecond: startPerSecond + ((endPerSecond - startPerSecond) * (at + 0.5)) / count,
    }));
  });
  return stretches.length <= mostStretches ? stretches : averaged(stretches, durationMs / mostStretches);
}

/** What begins within one length is averaged. */
function averaged(stretches: readonly Stretch[], lengthMs: number): readonly Stretch[] {
  const means = new Map<number, Stretch>();
  let atMs = 0;
  for (const { durationMs, perSecond } of stretches) {
    const slot = Math.floor(atMs / lengthMs);
    const before = means.get(slot) ?? { durationMs: 0, perSecond: 0 };
    const both = before.durationMs + durationMs;
    const starts = before.durationMs * before.perSecond + durationMs * perSecond;
    means.set(slot, { durationMs: both, perSecond: both === 0 ? 0 : starts / both });
    atMs += durationMs;
  }
  return [...means.values()];
}
