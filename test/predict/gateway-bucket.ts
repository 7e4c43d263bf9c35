import { begun, type Course, type PlannedRequest, passRequest } from '../../src/predict/journey-course.ts';
import type { JourneyRequests } from '../../src/predict/sliced-run.ts';
import { createRandom, exponentialGapMs, pickByShare } from '../../src/simulate/clock.ts';
import { createLimiter } from '../../templates/typescript/gateway/src/limits.ts';

/** What the gateway's own limiter did with journeys. */
export interface Passed {
  /** Share of the requests that it refused. */
  readonly refused: number;
  /** Share of each journey's runs in which nothing was refused, in order. */
  readonly well: readonly number[];
}

interface Event {
  readonly atMs: number;
  readonly run: Run;
}

interface Run {
  readonly journey: number;
  readonly phone: string;
  readonly course: Course;
  next: number;
}

/**
 * Lets journeys begin at random, at a constant rate, and their requests past the gateway's limiter under a clock of its own:
 * each comes within a fifth of its time after the one before.
 */
export function passGateway(
  journeys: readonly JourneyRequests[],
  plan: { readonly ratePerSecond: number; readonly burst: number; readonly per: 'app' | 'device' },
  load: { readonly perSecond: number; readonly seconds: number; readonly seed: number },
): Passed {
  const random = createRandom(load.seed);
  const events: Event[] = [];
  const add = (event: Event) => {
    const before = events.findLastIndex(({ atMs }) => atMs <= event.atMs);
    events.splice(before + 1, 0, event);
  };
  const indexed = journeys.map(({ share }, journey) => ({ share, journey }));
  const runs: Run[] = [];
  for (let atMs = 0; ; ) {
    atMs += exponentialGapMs(random, load.perSecond);
    if (atMs > load.seconds * 1000) break;
    const { journey } = pickByShare(random, indexed);
    const run = { journey, phone: `phone-${runs.length}`, course: begun(), next: 0 };
    runs.push(run);
    add({ atMs: atMs + (journeys[journey]?.requests[0]?.atMs ?? 0), run });
  }
  let nowMs = 0;
  const clock = { now: () => nowMs, monotonic: () => nowMs, after: () => () => {} };
  const limiter = createLimiter([{ name: 'standard', ...plan }], clock);
  const isRefused = (id: string) => {
    try {
      limiter.admit({ id, app: 'app', plan: 'standard' });
      return false;
    } catch {
      return true;
    }
  };
  let sent = 0;
  let refused = 0;
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    nowMs = event.atMs;
    const { run } = event;
    const { requests = [] } = journeys[run.journey] ?? {};
    const request = requests[run.next];
    if (request === undefined) continue;
    const isSent = passRequest({ ...run.course }, request, 0) > 0 && random.next() < request.flow.perStep;
    const isOut = isSent && isRefused(run.phone);
    if (isSent) sent += 1;
    if (isOut) refused += 1;
    passRequest(
      run.course,
      { ...request, flow: { ...request.flow, perStep: isSent ? 1 : 0 } },
      isOut ? 1 : 0,
    );
    run.next += 1;
    const gapMs = gapAfter(requests, run.next);
    if (run.next < requests.length) add({ atMs: nowMs + gapMs * (0.8 + 0.4 * random.next()), run });
  }
  const well = journeys.map((_, index) => {
    const own = runs.filter(({ journey }) => journey === index);
    return own.filter(({ course }) => course.well === 1).length / own.length;
  });
  return { refused: refused / sent, well };
}

function gapAfter(requests: readonly PlannedRequest[], next: number): number {
  return (requests[next]?.atMs ?? 0) - (requests[next - 1]?.atMs ?? 0);
}
