import { lazily, memoised, rememberedFor } from '../model/memo.ts';
import type { Gather, Model, Objective, Scenario } from '../model/model.ts';
import { createMissBound, type MissBound } from './bounds.ts';
import { createForecast, type Forecast } from './forecast.ts';
import { activeSteps, type JourneyFlows, subjectsOf } from './journey-flows.ts';
import { loadAt, type OfferedLoad } from './load.ts';
import { meanOfTraffic, noTraffic, peakOf, type Traffic, trafficOf } from './traffic.ts';

/**
 * What is predicted of a blueprint where no run is spoken of: its figures under the first scenario, which is the one that is
 * run where none is named, and its load at the busiest moment of all. Faults are left out: what becomes of them is for a
 * simulation to say.
 */
export interface Outlook {
  /** The first scenario; null: there is none, and no load. */
  readonly scenario: Scenario | null;
  readonly traffic: Traffic;
  /** Returns the load at the mean rate of the first scenario. */
  readonly meanLoad: () => OfferedLoad;
  /** Returns the load at its peak. */
  readonly peakLoad: () => OfferedLoad;
  /** Returns the scenario with the highest peak, and the load then; null: there is none. More journeys never make less load. */
  readonly busiest: () => ScenarioLoad | null;
  readonly missBound: () => MissBound;
  readonly forecast: () => Forecast;
  /**
   * Returns whether the distributions of a subject may be worked out as well: there is a limit to it, so that a blueprint of
   * thousands of journeys is still checked quickly. It is asked for in the order of the objectives.
   */
  readonly mayForecast: (subject: Objective['subject']) => boolean;
}

export interface ScenarioLoad {
  readonly scenario: Scenario;
  readonly load: OfferedLoad;
}

/** Returns the outlook of a model. It is the same each time, and each of its parts is worked out once. */
export const outlookOf: (model: Model) => Outlook = rememberedFor((model) => {
  const [scenario = null] = model.scenarios;
  const traffic = scenario === null ? noTraffic : trafficOf(scenario);
  const loadOf = memoised((journeysPerSecond: number) => loadAt(model, journeysPerSecond));
  const peakLoad = () => loadOf(peakOf(traffic));
  return {
    scenario,
    traffic,
    meanLoad: () => loadOf(meanOfTraffic(traffic)),
    peakLoad,
    busiest: lazily(() => {
      const busiest = busiestOf(model.scenarios);
      return busiest && { scenario: busiest, load: loadOf(peakOf(trafficOf(busiest))) };
    }),
    missBound: lazily(() => createMissBound(model, peakLoad())),
    forecast: lazily(() => createForecast(model, traffic)),
    mayForecast: limitOf(model),
  };
});

/** Requests on each network, and attempts behind them, whose distributions are worked out for findings: well below a second. */
const mostWork = 400;

function limitOf(model: Model): Outlook['mayForecast'] {
  const done = new Set<JourneyFlows>();
  let left = mostWork;
  return (subject) => {
    const { journeys, requests } = subjectsOf(model);
    const wanted =
      subject.type === 'journey'
        ? (journeys.get(subject.journey) ?? [])
        : (requests.get(subject.label) ?? []).map(({ journey }) => journey);
    for (const journey of wanted) {
      if (done.has(journey)) continue;
      left -= workOf(journey);
      done.add(journey);
    }
    return left >= 0;
  };
}

function workOf(journey: JourneyFlows): number {
  return activeSteps(journey)
    .flatMap(({ flows }) => flows)
    .reduce((sum, { app, target }) => {
      const parts = target.type === 'frontend' ? target.operation.gathers : [];
      return sum + app.networks.length + parts.reduce((attempts, part) => attempts + attemptsIn(part), 0);
    }, 0);
}

function attemptsIn({ from }: Gather): number {
  return from.type === 'integration' ? from.operation.resilience.retries + 1 : 1;
}

function busiestOf(scenarios: readonly Scenario[]): Scenario | null {
  return scenarios.reduce<Scenario | null>(
    (busiest, one) =>
      busiest === null || peakOf(trafficOf(one)) > peakOf(trafficOf(busiest)) ? one : busiest,
    null,
  );
}
