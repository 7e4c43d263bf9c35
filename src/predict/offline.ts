import type { JourneyFlows, StepFlows } from './journey-flows.ts';

/** So many instants at which a connection may be lost are looked at. */
const samples = 16;

/** Returns how likely a phone is without its connection when it comes to a step. */
export type GoneShare = (step: StepFlows) => number;

/** Phones that never lose their connection. */
export const neverGone: GoneShare = () => 0;

/**
 * Returns how likely a phone that loses its connection is without one at each step of a journey. As in a simulation, it is
 * lost between the first step and the end of the last thinking time, for as long as the application says. How far a journey
 * has come at a step is taken as it is on average.
 */
export function goneShareOf({ app, steps }: JourneyFlows, meanMs: (step: StepFlows) => number): GoneShare {
  const { offline } = app;
  if (offline === null) return neverGone;
  const thinkMs = steps.reduce((sum, step) => sum + (step.type === 'think' ? thinkMeanMs(step) : 0), 0);
  const shares = new Map<StepFlows, number>();
  let atMs = 0;
  for (const step of steps) {
    if (step.type === 'think') {
      atMs += thinkMeanMs(step);
      continue;
    }
    const share = goneAt(atMs, thinkMs, offline);
    shares.set(step, share);
    // What a phone does without a connection takes it no time.
    atMs += meanMs(step) * (1 - share);
  }
  return (step) => shares.get(step) ?? 0;
}

/** True for a step that a phone without a connection answers from what it has; what writes waits until it is back. */
export function isRead({ step }: StepFlows): boolean {
  return step.type === 'request' && (step.method === 'GET' || step.method === 'HEAD');
}

function thinkMeanMs({ minMs, maxMs }: { readonly minMs: number; readonly maxMs: number }): number {
  return (minMs + maxMs) / 2;
}

function goneAt(
  atMs: number,
  thinkMs: number,
  { minMs, maxMs }: { readonly minMs: number; readonly maxMs: number },
): number {
  let share = 0;
  for (let i = 0; i < samples; i++) {
    const passedMs = atMs - ((i + 0.5) / samples) * thinkMs;
    if (passedMs < 0) continue;
    if (passedMs < minMs) share += 1 / samples;
    else if (passedMs < maxMs) share += (maxMs - passedMs) / (maxMs - minMs) / samples;
  }
  return share;
}
