import type { Objective } from '../model/model.ts';
import { meanOf, shareOf } from './distribution.ts';
import { type Flow, hasKey } from './flows.ts';
import type { Forecast, JourneyForecast } from './forecast.ts';
import { activeSteps } from './journey-flows.ts';
import { bytesOf } from './messages.ts';
import { handshakeMs, meanNetworkMs } from './network.ts';
import { type Outcome, successOf } from './outcome.ts';

/** A part of what is predicted, and how long it takes on average. */
export interface Term {
  readonly what: string;
  readonly meanMs: number;
}

/** A part of what is predicted, and how often it goes well, 0 to 1. */
export interface Availability {
  readonly what: string;
  readonly success: number;
}

/**
 * Returns what a subject is made of, in order, on average over the networks and where it occurs: for a journey its steps, for
 * a step what happens on the network and behind it. What is the same for all, opening a connection and signing in, has terms
 * of its own.
 */
export function termsOf(forecast: Forecast, subject: Objective['subject']): readonly Term[] {
  const means = createMeans();
  for (const journey of journeysWith(forecast, subject)) {
    for (const { network, share, outcome } of journey.networks()) {
      const weight = journey.share * share;
      if (subject.type === 'journey') {
        means.add('opening the connection', weight, handshakeMs(network));
        means.add('signing in', weight, meanOfOk(outcome.signIn));
        for (const [{ step }, own] of outcome.steps) means.add(step.label, weight, meanOfOk(own));
        continue;
      }
      for (const [flow, { perJourney, outcome: request }] of outcome.requests) {
        if (flow.step.label !== subject.label) continue;
        const answerMs = meanOfOk(forecast.landscape.answer(flow));
        const networkMs = meanNetworkMs(network, bytesOf(flow));
        means.add('connection and token', weight * perJourney, meanOfOk(request) - networkMs - answerMs);
        means.add('network', weight * perJourney, networkMs);
        means.add(`answer of ${flow.target.element.name}`, weight * perJourney, answerMs);
      }
    }
  }
  return means.all().map(([what, meanMs]) => ({ what, meanMs }));
}

/** Returns what has to go well for a subject to: the steps of a journey, the required parts behind a step; in order. */
export function availabilitiesOf(forecast: Forecast, subject: Objective['subject']): readonly Availability[] {
  const means = createMeans();
  for (const journey of journeysWith(forecast, subject)) {
    for (const { share, outcome } of journey.networks()) {
      const weight = journey.share * share;
      for (const [{ step, flows }, own] of outcome.steps) {
        if (subject.type === 'journey') means.add(step.label, weight, successOf(own));
        else if (step.label === subject.label) addParts(means, forecast, { flows, weight });
      }
    }
  }
  return means.all().map(([what, success]) => ({ what, success }));
}

function addParts(
  means: Means,
  { landscape }: Forecast,
  { flows, weight }: { readonly flows: readonly Flow[]; readonly weight: number },
): void {
  for (const { target, method } of flows) {
    if (target.type === 'service') continue;
    for (const gather of target.operation.gathers) {
      if (gather.optional) continue;
      const { element, operation } = gather.from;
      const part = landscape.callPart(gather, hasKey(method));
      means.add(`${element.name}.${operation.name}`, weight, successOf(part));
    }
  }
}

interface Means {
  readonly add: (what: string, weight: number, value: number) => void;
  /** In the order in which they were added first. */
  readonly all: () => readonly (readonly [string, number])[];
}

function createMeans(): Means {
  const sums = new Map<string, { weight: number; sum: number }>();
  return {
    add(what, weight, value) {
      const before = sums.get(what) ?? { weight: 0, sum: 0 };
      sums.set(what, { weight: before.weight + weight, sum: before.sum + weight * value });
    },
    all: () => [...sums].map(([what, { weight, sum }]) => [what, sum / weight]),
  };
}

function journeysWith({ journeys }: Forecast, subject: Objective['subject']): readonly JourneyForecast[] {
  return journeys.filter((journey) =>
    subject.type === 'journey'
      ? journey.journey.name === subject.journey
      : activeSteps(journey).some(({ step }) => step.label === subject.label),
  );
}

function meanOfOk({ ok, failed }: Outcome): number {
  return shareOf(ok) > 0 ? meanOf(ok) : meanOf(failed);
}
