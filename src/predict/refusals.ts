import type { DeviceApp, Model, Plan } from '../model/model.ts';
import type { Flow } from './flows.ts';
import { begun, type Course, type PlannedRequest, passRequest, plannedRequests } from './journey-course.ts';
import { type JourneyFlows, journeysOf } from './journey-flows.ts';
import { bucketOfJourney, countedPerArrival, perPhonePlan, sharedPlan } from './plan-load.ts';
import { arrivalShare, type SignIn, signInOf } from './sign-in.ts';
import { createSlicedRun, type JourneyRequests } from './sliced-run.ts';
import { peakOf, type Stretch, stretchesOf, type Traffic } from './traffic.ts';

type Bucket = Pick<Plan, 'ratePerSecond' | 'burst'>;

/** Shares of the requests of one place in a journey that a plan refuses, 0 to 1. */
export interface RefusedShares {
  /** Of all that are sent. */
  readonly sent: number;
  /** Of those in journeys that were refused nothing before: these, multiplied along a journey, give its success. */
  readonly afterSuccess: number;
}

/** What a plan refuses of an application in a run. */
export interface Refusals {
  /** Share of all requests that it counts. */
  readonly share: number;
  readonly ofFlow: (flow: Flow) => RefusedShares;
}

const none: RefusedShares = { sent: 0, afterSuccess: 0 };
const nothing: Refusals = { share: 0, ofFlow: () => none };

/** Returns what the plan of an application refuses in a run; nothing where it has no plan. */
export function refusalsOf(model: Model, app: DeviceApp, traffic: Traffic): Refusals {
  const signIn = signInOf(model, app, traffic);
  const flows = journeysOf(model).filter((journey) => journey.app === app);
  const shared = sharedPlan(app);
  if (shared !== null) {
    const share = arrivalShare(model, app);
    if (peakOf(traffic) * share * countedPerArrival(flows) <= shared.ratePerSecond) return nothing;
    const arrivals = stretchesOf(traffic).map((one) => ({ ...one, perSecond: one.perSecond * share }));
    const journeys = flows.map((of) => ({
      share: of.journey.share,
      requests: plannedRequests(of, signIn),
    }));
    return refusedOfAll(journeys, shared, arrivals);
  }
  const own = perPhonePlan(app);
  if (own === null || flows.every((of) => bucketOfJourney(of, own).refusedAt === null)) return nothing;
  return refusedOfPhones(
    flows.flatMap((of) => onEachPhone(of, signIn, timesFor(flows))),
    own,
  );
}

/**
 * So many thinking times are looked at, because they decide whether a bucket is filled again; fewer where there are so many
 * requests that it would take long.
 */
const thinkingTimes = 16;
const mostRequests = 20_000;

function timesFor(journeys: readonly JourneyFlows[]): number {
  const steps = journeys.reduce((sum, { steps, app }) => sum + steps.length * app.networks.length, 0);
  return Math.max(1, Math.min(thinkingTimes, Math.floor(mostRequests / Math.max(1, steps))));
}

/** A journey on each network, with each of some thinking times. */
function onEachPhone(of: JourneyFlows, signIn: SignIn, most: number): readonly JourneyRequests[] {
  const times = of.steps.some(({ type }) => type === 'think') ? most : 1;
  return of.app.networks.flatMap(({ network, share }) =>
    Array.from({ length: times }, (_, at) => ({
      share: (of.journey.share * share) / times,
      requests: plannedRequests(of, signIn, {
        networks: [{ network, share: 1 }],
        thinking: (at + 0.5) / times,
      }),
    })),
  );
}

/**
 * Returns what a bucket that all phones share refuses, as a fluid: in each slice of the run, requests beyond what the bucket
 * holds and earns are refused, all with the same chance. Journeys that began together send each request when its time has
 * come, as far as they were not ended before; within a slice, what is refused and what is sent for it are made to agree by
 * bisection.
 */
export function refusedOfAll(
  journeys: readonly JourneyRequests[],
  { ratePerSecond, burst }: Bucket,
  arrivals: readonly Stretch[],
): Refusals {
  const run = createSlicedRun(journeys, arrivals);
  const tally = createTally();
  let tokens = burst;
  for (let slice = 0; slice < run.slices; slice++) {
    const there = tokens + ratePerSecond * run.sliceSeconds;
    const offered = run.offered(slice, 0);
    const refused = offered <= there ? 0 : refusedShareOf((share) => run.offered(slice, share), there);
    tokens = refused > 0 ? 0 : Math.min(burst, there - offered);
    run.visit(slice, (course, request, journeys) =>
      tally.add(course, request, { journeys, refused: request.counts ? refused : 0 }),
    );
  }
  return tally.result();
}

/** Returns what phones are refused that have a bucket each, which is full when a journey begins. */
export function refusedOfPhones(
  journeys: readonly JourneyRequests[],
  { ratePerSecond, burst }: Bucket,
): Refusals {
  const tally = createTally();
  for (const { share, requests } of journeys) {
    const course = begun();
    let tokens = burst;
    let atMs = 0;
    for (const request of requests) {
      tokens = Math.min(burst, tokens + ((request.atMs - atMs) / 1000) * ratePerSecond);
      atMs = request.atMs;
      const refused = request.counts && tokens < 1 ? 1 : 0;
      tokens -= tally.add(course, request, { journeys: share, refused }) * (1 - refused);
    }
  }
  return tally.result();
}

/** The share to refuse of what is offered if it is refused, so that as many pass as there are tokens. */
function refusedShareOf(offered: (refused: number) => number, tokens: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 25; step++) {
    const middle = (low + high) / 2;
    if (offered(middle) * (1 - middle) > tokens) low = middle;
    else high = middle;
  }
  return high;
}

/** Counts of one flow: requests, and journeys that were refused nothing before. */
interface Counts {
  sent: number;
  refused: number;
  well: number;
  wellRefused: number;
  /** Refused of the last, which is what would be refused where none is sent. */
  last: number;
}

function createTally() {
  const counts = new Map<Flow, Counts>();
  const shareOf = (part: number, all: number, otherwise = 0) => (all > 0 ? part / all : otherwise);
  return {
    /** Takes the journeys past the request, and returns how many of it they sent that the plan counts. */
    add(
      course: Course,
      request: PlannedRequest,
      of: { readonly journeys: number; readonly refused: number },
    ) {
      const well = of.journeys * course.well;
      const sent = of.journeys * passRequest(course, request, of.refused);
      if (!request.counts) return 0;
      const before = counts.get(request.flow) ?? { sent: 0, refused: 0, well: 0, wellRefused: 0, last: 0 };
      counts.set(request.flow, {
        sent: before.sent + sent,
        refused: before.refused + sent * of.refused,
        well: before.well + well,
        wellRefused: before.wellRefused + well * of.refused,
        last: of.refused,
      });
      return shareOf(sent, of.journeys);
    },
    result(): Refusals {
      const all = [...counts.values()];
      const sum = (what: 'sent' | 'refused') => all.reduce((total, one) => total + one[what], 0);
      return {
        share: shareOf(sum('refused'), sum('sent')),
        ofFlow(flow) {
          const of = counts.get(flow);
          if (of === undefined) return none;
          const sent = shareOf(of.refused, of.sent, of.last);
          return { sent, afterSuccess: shareOf(of.wellRefused, of.well, sent) };
        },
      };
    },
  };
}
