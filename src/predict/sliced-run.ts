import { begun, type Course, type PlannedRequest, passRequest } from './journey-course.ts';
import type { Stretch } from './traffic.ts';

/** A journey's requests, and the share that it has of the application's arrivals. */
export interface JourneyRequests {
  readonly share: number;
  readonly requests: readonly PlannedRequest[];
}

/** Times of a run that are looked at: fewer where there are so many requests that it would take long. */
const mostSlices = 400;
const leastSlices = 10;
const mostSteps = 200_000;

/** A run cut into slices, with the course of the journeys that began in each. */
export interface SlicedRun {
  readonly slices: number;
  readonly sliceSeconds: number;
  /** Returns how many requests the plan counts in a slice, if a share of them is refused. Changes nothing. */
  readonly offered: (slice: number, refused: number) => number;
  /** Calls back for each request that is due in a slice, with the course of the journeys that send it and how many began. */
  readonly visit: (slice: number, each: Visit) => void;
}

type Visit = (course: Course, request: PlannedRequest, begun: number) => void;

/** Returns a run in which no request has been sent yet: so long that the last journeys end in it. */
export function createSlicedRun(
  journeys: readonly JourneyRequests[],
  arrivals: readonly Stretch[],
): SlicedRun {
  const count = journeys.reduce((sum, { requests }) => sum + requests.length, 0);
  const slices = Math.max(leastSlices, Math.min(mostSlices, Math.floor(mostSteps / Math.max(1, count))));
  const lastMs = journeys.reduce((last, { requests }) => Math.max(last, requests.at(-1)?.atMs ?? 0), 0);
  const runMs = arrivals.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const sliceMs = (runMs + lastMs) / (slices - 1);
  const begunIn = arrivalsIn(arrivals, { slices, sliceMs });
  const courses = journeys.map(() => begunIn.map(begun));
  const visit = (slice: number, each: Visit) => {
    for (const [index, { share, requests }] of journeys.entries()) {
      let of = -1;
      let course = begun();
      for (const request of requests) {
        const began = slice - Math.floor(request.atMs / sliceMs);
        const arrived = (begunIn[began] ?? 0) * share;
        if (arrived === 0) continue;
        if (began !== of) course = courses[index]?.[began] ?? begun();
        of = began;
        each(course, request, arrived);
      }
    }
  };
  return {
    slices,
    sliceSeconds: sliceMs / 1000,
    visit,
    offered(slice, refused) {
      let total = 0;
      let of: Course | null = null;
      let tried = begun();
      visit(slice, (course, request, arrived) => {
        if (course !== of) tried = { ...course };
        of = course;
        const sent = passRequest(tried, request, refused);
        if (request.counts) total += arrived * sent;
      });
      return total;
    },
  };
}

/** Returns how many journeys begin in each slice. */
function arrivalsIn(
  stretches: readonly Stretch[],
  { slices, sliceMs }: { readonly slices: number; readonly sliceMs: number },
): readonly number[] {
  const begunIn = Array.from({ length: slices }, () => 0);
  let fromMs = 0;
  for (const { durationMs, perSecond } of stretches) {
    const toMs = fromMs + durationMs;
    for (let slice = Math.floor(fromMs / sliceMs); slice * sliceMs < toMs && slice < slices; slice++) {
      const ms = Math.min(toMs, (slice + 1) * sliceMs) - Math.max(fromMs, slice * sliceMs);
      begunIn[slice] = (begunIn[slice] ?? 0) + (Math.max(0, ms) * perSecond) / 1000;
    }
    fromMs = toMs;
  }
  return begunIn;
}
