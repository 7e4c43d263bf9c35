import type { DeviceApp, Plan } from '../model/model.ts';
import { activeSteps, hasToken, type JourneyFlows } from './journey-flows.ts';
import type { Stretch } from './traffic.ts';

/**
 * Returns the share of requests that a token bucket refuses, as a fluid: what comes beyond the rate first uses up the burst,
 * which is full at the start and fills again while less comes.
 */
export function refusedShare(
  { ratePerSecond, burst }: Pick<Plan, 'ratePerSecond' | 'burst'>,
  stretches: readonly Stretch[],
): number {
  let tokens = burst;
  let offered = 0;
  let refused = 0;
  for (const { durationMs, perSecond } of stretches) {
    const seconds = durationMs / 1000;
    const left = tokens + (ratePerSecond - perSecond) * seconds;
    offered += perSecond * seconds;
    refused += Math.max(0, -left);
    tokens = Math.min(burst, Math.max(0, left));
  }
  return offered === 0 ? 0 : refused / offered;
}

/** Requests with a token that one journey of an application sends on average, if none is refused. */
export function countedPerArrival(journeys: readonly JourneyFlows[]): number {
  return journeys.reduce((sum, journey) => {
    const counted = activeSteps(journey).flatMap(({ flows }) => flows.filter(hasToken));
    return sum + journey.journey.share * counted.reduce((all, { perStep }) => all + perStep, 0);
  }, 0);
}

/** Returns the plan of an application whose bucket all its phones share; null where each has one of its own, or none. */
export function sharedPlan({ gateway, plan }: DeviceApp): Plan | null {
  return gateway.authenticates !== null && plan !== null && plan.per === 'app' ? plan : null;
}

/** Returns the plan of an application of which each phone has a bucket of its own; null where it is shared, or none. */
export function perPhonePlan({ gateway, plan }: DeviceApp): Plan | null {
  return gateway.authenticates !== null && plan !== null && plan.per === 'device' ? plan : null;
}

/** What one run of a journey asks of the bucket of its phone. */
export interface JourneyBucket {
  /** Requests that the plan counts, all that a run may send. */
  readonly requests: number;
  /** The first request for which nothing is left: how many were sent by then, in which time; null: none. */
  readonly refusedAt: { readonly requests: number; readonly withinMs: number } | null;
}

/**
 * Returns what a journey asks of a bucket that is full when it begins, on the quickest network of its application, with the
 * least thinking: each request takes at least a round trip, and while it is under way the bucket fills.
 */
export function bucketOfJourney({ app, steps }: JourneyFlows, plan: Plan): JourneyBucket {
  const quickestMs = Math.min(...app.networks.map(({ network }) => network.roundTripMs));
  let tokens = plan.burst;
  let requests = 0;
  let withinMs = 0;
  let refusedAt: JourneyBucket['refusedAt'] = null;
  const pass = (ms: number) => {
    withinMs += ms;
    tokens = Math.min(plan.burst, tokens + (ms / 1000) * plan.ratePerSecond);
  };
  for (const step of steps) {
    if (step.type === 'think') {
      pass(step.minMs);
      continue;
    }
    for (const _ of step.flows.filter(hasToken)) {
      requests += 1;
      if (tokens < 1) refusedAt ??= { requests, withinMs };
      tokens -= 1;
      pass(quickestMs);
    }
  }
  return { requests, refusedAt };
}
