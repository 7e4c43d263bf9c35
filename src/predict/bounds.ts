import type { IntegrationCall, Model, Network, Objective } from '../model/model.ts';
import { hopMs, phoneMs, storageMs } from './attempts.ts';
import {
  answerBound,
  type Bound,
  bothBounds,
  fixedBound,
  shareAbove,
  type UseOf,
  unknownBound,
} from './call-bounds.ts';
import type { Flow } from './flows.ts';
import { activeSteps, hasToken, type JourneyFlows, subjectsOf } from './journey-flows.ts';
import type { OfferedLoad } from './load.ts';
import { bytesOf, type MessageBytes, signInBytes } from './messages.ts';
import { handshakeMs, lossMs, transferMs } from './network.ts';
import { bucketOfJourney, perPhonePlan, sharedPlan } from './plan-load.ts';

/** Returns the most share of a subject's samples that miss a limit; Infinity asks for failures alone. */
export type MissBound = (subject: Objective['subject'], limitMs: number) => number;

/**
 * Returns bounds on how often objectives of a model are missed under a load at its peak: without caches, every phone signing
 * in for the first time, and with every request that a step may send. They are well above what is predicted, and need a few
 * sums only.
 */
export function createMissBound(model: Model, peakLoad: OfferedLoad): MissBound {
  const uses = new Map<string, number>();
  for (const [{ name, behaves }, { expectedPerSecond }] of peakLoad.backends)
    uses.set(name, behaves.capacityPerSecond === null ? 0 : expectedPerSecond / behaves.capacityPerSecond);
  const useOf: UseOf = ({ element }: IntegrationCall) => uses.get(element.reaches.name) ?? 0;
  const answers = new Map<Flow, Bound>();
  const boundOf = (flow: Flow) => {
    const known = answers.get(flow) ?? answerBound(flow, useOf);
    answers.set(flow, known);
    return known;
  };
  const refuses = (journey: JourneyFlows) => {
    const own = perPhonePlan(journey.app);
    if (own !== null) return bucketOfJourney(journey, own).refusedAt !== null;
    const plan = sharedPlan(journey.app);
    return plan !== null && (peakLoad.counted.get(journey.app) ?? 0) > plan.ratePerSecond;
  };
  const missed = (journey: JourneyFlows, flows: readonly Flow[], limitMs: number) => {
    if (refuses(journey)) return 1;
    const { networks, offline } = journey.app;
    const share = networks.reduce(
      (sum, { network, share }) => sum + share * missOn(network, flows, { boundOf, limitMs }),
      0,
    );
    return Math.min(1, share + (offline?.share ?? 0));
  };
  const { journeys, requests } = subjectsOf(model);
  return (subject, limitMs) => {
    const cases =
      subject.type === 'journey'
        ? (journeys.get(subject.journey) ?? []).map((journey) => ({ journey, flows: flowsIn(journey) }))
        : (requests.get(subject.label) ?? []).map(({ journey, flow }) => ({ journey, flows: [flow] }));
    return cases.reduce((most, { journey, flows }) => Math.max(most, missed(journey, flows, limitMs)), 0);
  };
}

function flowsIn(journey: JourneyFlows): readonly Flow[] {
  return activeSteps(journey).flatMap((step) => step.flows);
}

interface On {
  readonly boundOf: (flow: Flow) => Bound;
  readonly limitMs: number;
}

/** As if the requests were all there is of a journey: the first opens the connection and signs in. */
function missOn(network: Network, flows: readonly Flow[], { boundOf, limitMs }: On): number {
  let total = fixedBound(handshakeMs(network));
  let failure = 0;
  const add = (answer: Bound, message: MessageBytes, timeoutMs: number) => {
    const request = bothBounds(answer, underWay(network, message));
    failure += shareAbove(request, timeoutMs);
    total = bothBounds(total, request);
  };
  const [first] = flows;
  const needsToken = flows.some(hasToken);
  if (first !== undefined && needsToken) {
    const { timeoutMs } = first.app;
    const stored = fixedBound(2 * hopMs + storageMs);
    add(stored, signInBytes.register, timeoutMs);
    add(stored, signInBytes.fetchToken, timeoutMs);
  }
  for (const flow of flows) add(boundOf(flow), bytesOf(flow), flow.app.timeoutMs);
  if (total.meanMs === unknownBound.meanMs) return 1;
  return Math.min(
    1,
    total.failure + failure + (limitMs === Number.POSITIVE_INFINITY ? 0 : shareAbove(total, limitMs)),
  );
}

function underWay(network: Network, message: MessageBytes): Bound {
  const extraMs = lossMs(network);
  return {
    meanMs: transferMs(network, message) + phoneMs + network.loss * extraMs,
    variance: network.loss * (1 - network.loss) * extraMs * extraMs,
    failure: 0,
  };
}
