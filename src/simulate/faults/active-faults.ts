import type { FaultSpec } from '../../model/model.ts';
import type { Clock, SeededRandom } from '../clock.ts';
import type { Interceptor } from './fault.ts';
import { FaultMarks } from './fault-marks.ts';
import { interceptorOf } from './index.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';

/** The faults of a run as one process knows them. */
export interface ActiveFaults {
  readonly marks: FaultMarks;
  readonly lifetime: Lifetime;
  /** Says when the scenario begins, on the clock's monotonic scale. Before that no fault is active. */
  startAt(monotonicMs: number): void;
  /** Returns the faults that may act on an edge, in the order in which they are declared; counts and shares are the edge's own. */
  onEdge(caller: string, callee: string): readonly EdgeFault[];
}

export interface EdgeFault {
  readonly expression: string;
  /** True if this request is hit: the window is open, the count is not used up, and the share's lot falls on it. */
  hits(): boolean;
  readonly intercept: Interceptor;
  /** False where only a request that fails was touched: the callee is killed and the fault itself does nothing to it. */
  readonly marksAtOnce: boolean;
}

/** Returns the faults of a process, seeded so that the same requests in the same order on an edge are hit. */
export function createActiveFaults(
  faults: readonly FaultSpec[],
  { clock, random }: { readonly clock: Clock; readonly random: SeededRandom },
): ActiveFaults {
  const lifetime = createLifetime();
  let startMs = Number.POSITIVE_INFINITY;

  function edgeFault(fault: FaultSpec, edge: string): EdgeFault {
    const own = random.fork(`fault/${fault.expression}/${edge}`);
    let left = fault.first ?? Number.POSITIVE_INFINITY;
    const killsElement = fault.effect.kind === 'kill' && fault.on.type === 'element';
    return {
      expression: fault.expression,
      hits() {
        const atMs = clock.monotonic() - startMs;
        if (atMs < fault.fromMs || (fault.toMs !== null && atMs >= fault.toMs)) return false;
        if (left <= 0 || (fault.share < 1 && own.next() >= fault.share)) return false;
        left -= 1;
        return true;
      },
      intercept: killsElement
        ? (dispatch) => dispatch
        : interceptorOf(fault.effect, { clock, random: own, lifetime }),
      marksAtOnce: !killsElement,
    };
  }

  return {
    marks: new FaultMarks(),
    lifetime,
    startAt(monotonicMs) {
      startMs = monotonicMs;
    },
    onEdge: (caller, callee) =>
      faults
        .filter(({ on }) =>
          on.type === 'element' ? on.element === callee : on.from === caller && on.to === callee,
        )
        .map((fault) => edgeFault(fault, `${caller} -> ${callee}`)),
  };
}
