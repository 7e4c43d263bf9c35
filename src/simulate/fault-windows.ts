import { UserError } from '../diagnostics/user-error.ts';
import type { FaultSpec } from '../model/model.ts';
import type { RunEvent } from '../observe/run-event.ts';
import type { Clock } from './clock.ts';
import type { RunningFleet } from './fleet/running-fleet.ts';

export interface FaultWindowOptions {
  readonly clock: Clock;
  readonly fleet: Pick<RunningFleet, 'kill' | 'revive'>;
  /** Until the scenario begins. */
  readonly inMs: number;
  readonly durationMs: number;
  readonly onEvent: (event: RunEvent) => void;
  /** Now, in ms since the start of the run. */
  readonly nowMs: () => number;
}

/**
 * Reports when the window of each fault opens and closes, and kills and revives elements. Returns a function that calls off
 * what has not happened yet and resolves when nothing of it is under way.
 */
export function openFaultWindows(
  faults: readonly FaultSpec[],
  options: FaultWindowOptions,
): () => Promise<void> {
  const cancels: (() => void)[] = [];
  const underWay = new Set<Promise<void>>();
  const at = (scenarioMs: number, act: () => Promise<void>) => {
    const done = () => {
      const acting = act();
      underWay.add(acting);
      void acting.finally(() => underWay.delete(acting));
    };
    cancels.push(options.clock.after(Math.max(0, options.inMs + scenarioMs), done));
  };
  for (const fault of faults) {
    if (fault.fromMs >= options.durationMs) continue;
    at(fault.fromMs, () => change(fault, true, options));
    if (fault.toMs !== null && fault.toMs < options.durationMs) {
      at(fault.toMs, () => change(fault, false, options));
    }
  }
  return async () => {
    for (const cancel of cancels) cancel();
    await Promise.all(underWay);
  };
}

async function change(fault: FaultSpec, active: boolean, options: FaultWindowOptions): Promise<void> {
  const { fleet, onEvent, nowMs } = options;
  onEvent({ type: 'fault-changed', atMs: nowMs(), fault: fault.expression, active });
  if (fault.effect.kind !== 'kill' || fault.on.type !== 'element') return;
  const { element } = fault.on;
  try {
    if (active) {
      await fleet.kill(element);
      onEvent({ type: 'service-stopped', atMs: nowMs(), element, expected: true, lastLines: [] });
    } else {
      await fleet.revive(element);
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const lastLines = error.message.split('\n');
    onEvent({ type: 'service-stopped', atMs: nowMs(), element, expected: false, lastLines });
  }
}
