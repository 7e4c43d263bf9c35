import { lazily, once } from '../model/memo.ts';
import type { Model, Network, Objective } from '../model/model.ts';
import { type JourneyFlows, journeysOf } from './journey-flows.ts';
import { type JourneyOutcome, journeyOn } from './journey-outcome.ts';
import { createLandscape, type Landscape } from './landscape.ts';
import { either, endedWithin, type Outcome, successOf } from './outcome.ts';
import { arrivalShare, signInOf } from './sign-in.ts';
import type { Traffic } from './traffic.ts';

/** What a run is predicted to measure, without the faults that it may inject. */
export interface Forecast {
  readonly landscape: Landscape;
  /** In the order of the blueprint. */
  readonly journeys: readonly JourneyForecast[];
  /** Returns what a journey or a step is predicted to come to; null for what no journey has. */
  readonly outcomeOf: (subject: Objective['subject']) => Outcome | null;
}

export interface JourneyForecast extends JourneyFlows {
  /** Share of all arrivals. */
  readonly share: number;
  /** Returns what it comes to on each of the application's networks. */
  readonly networks: () => readonly NetworkForecast[];
  /** Returns what it comes to on all of them together. */
  readonly whole: () => Outcome;
}

export interface NetworkForecast {
  readonly network: Network;
  /** Of the phones. */
  readonly share: number;
  readonly outcome: JourneyOutcome;
}

/** The figures of a subject, as a report gives them: percentiles of all that end, in ms, and the share that ends well. */
export interface Predicted {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly success: number;
}

/** Returns the forecast of a model under a load. What is asked of it is worked out then, and once. */
export function createForecast(model: Model, traffic: Traffic): Forecast {
  const landscape = createLandscape(model, traffic);
  const journeys = journeysOf(model).map((journey) => lazyJourney(model, journey, landscape));
  const outcomes = new Map<string, Outcome | null>();
  const outcomeOf = (subject: Objective['subject']) =>
    subject.type === 'journey'
      ? once(outcomes, `journey ${subject.journey}`, () => journeyOutcome(journeys, subject.journey))
      : once(outcomes, `step ${subject.label}`, () => stepOutcome(journeys, subject.label));
  return { landscape, journeys, outcomeOf };
}

/** Returns what a report shows of an outcome. */
export function figuresOf(outcome: Outcome): Predicted {
  return {
    p50Ms: endedWithin(outcome, 0.5),
    p95Ms: endedWithin(outcome, 0.95),
    p99Ms: endedWithin(outcome, 0.99),
    success: successOf(outcome),
  };
}

function lazyJourney(model: Model, journey: JourneyFlows, landscape: Landscape): JourneyForecast {
  const { app } = journey;
  const signIn = signInOf(model, app, landscape.traffic);
  const networks = lazily(() =>
    app.networks.map(({ network, share }) => ({
      network,
      share,
      outcome: journeyOn(journey, network, { landscape, signIn }),
    })),
  );
  const whole = lazily(() =>
    either(networks().map(({ share, outcome }) => ({ share, outcome: outcome.whole }))),
  );
  return { ...journey, share: arrivalShare(model, app) * journey.journey.share, networks, whole };
}

function journeyOutcome(journeys: readonly JourneyForecast[], name: string): Outcome | null {
  const cases = journeys.filter(({ journey }) => journey.name === name);
  return mixed(cases.map(({ share, whole }) => ({ share, outcome: whole() })));
}

/** A step of one label is measured by its requests, wherever they occur: each counts as often as it is sent. */
function stepOutcome(journeys: readonly JourneyForecast[], label: string): Outcome | null {
  const cases = journeys
    .filter(({ steps }) => steps.some((step) => step.type === 'active' && step.step.label === label))
    .flatMap(({ share: journeyShare, networks }) =>
      networks().flatMap(({ share: networkShare, outcome }) =>
        [...outcome.requests]
          .filter(([{ step }]) => step.label === label)
          .map(([, { perJourney, outcome: request }]) => ({
            share: journeyShare * networkShare * perJourney,
            outcome: request,
          })),
      ),
    );
  return mixed(cases);
}

function mixed(cases: readonly { readonly share: number; readonly outcome: Outcome }[]): Outcome | null {
  const total = cases.reduce((sum, { share }) => sum + share, 0);
  if (total <= 0) return null;
  return either(cases.map(({ share, outcome }) => ({ share: share / total, outcome })));
}
