import type { Model, Objective } from '../model/model.ts';
import type { Budget, JourneyBudget, ObjectiveBudget, PeakBudget, RequestBudget } from './budget.ts';
import { budgetTerms } from './budget-terms.ts';
import { flowsOf } from './flows.ts';
import { type Forecast, figuresOf, type JourneyForecast } from './forecast.ts';
import { activeSteps } from './journey-flows.ts';
import { edgeLoads } from './load.ts';
import { handshakeMs } from './network.ts';
import { delayed, either, keptBy, successOf } from './outcome.ts';
import { outlookOf, type ScenarioLoad } from './outlook.ts';
import { bytesPerDay, dayOf, fillsOf } from './storage-fill.ts';
import { meanOfTraffic, peakOf } from './traffic.ts';

/** Returns the arithmetic of a model. */
export function buildBudget(model: Model): Budget {
  const { scenario, traffic, meanLoad, busiest, forecast } = outlookOf(model);
  const peak = busiest();
  const day = dayOf(model, traffic);
  const fills = fillsOf(model, day, meanLoad());
  return {
    title: model.title,
    scenario: scenario && {
      name: scenario.name,
      meanPerSecond: meanOfTraffic(traffic),
      peakPerSecond: peakOf(traffic),
      durationMs: scenario.durationMs,
    },
    journeys: forecast().journeys.map((journey) => journeyBudget(model, forecast(), journey)),
    requests: requestBudgets(model, forecast()),
    peak: peak && peakBudget(model, peak),
    journeysPerDay: day.journeys,
    storages: fills.map((fill) => ({
      service: fill.service.name,
      sizeBytes: fill.sizeBytes,
      bytesPerDay: bytesPerDay(fill),
      mostBytes: fill.mostBytes,
      fullAfterMs: fill.fullAfterMs,
    })),
  };
}

function journeyBudget(model: Model, forecast: Forecast, journey: JourneyForecast): JourneyBudget {
  const { name } = journey.journey;
  const labels = new Set(activeSteps(journey).map(({ step }) => step.label));
  return {
    app: journey.app.name,
    journey: name,
    share: journey.share,
    predicted: figuresOf(journey.whole()),
    beginning: figuresOf(
      either(
        journey.networks().map(({ network, share, outcome }) => ({
          share,
          outcome: delayed(outcome.signIn, handshakeMs(network)),
        })),
      ),
    ),
    objectives: objectivesOn(model, forecast, { type: 'journey', journey: name }),
    steps: [...labels].flatMap((label) => {
      const subject = { type: 'step', label } as const;
      const outcome = forecast.outcomeOf(subject);
      if (outcome === null) return [];
      return [{ label, predicted: figuresOf(outcome), objectives: objectivesOn(model, forecast, subject) }];
    }),
  };
}

type Subject = Objective['subject'];

function objectivesOn(model: Model, forecast: Forecast, subject: Subject): readonly ObjectiveBudget[] {
  const outcome = forecast.outcomeOf(subject);
  if (outcome === null) return [];
  return model.objectives
    .filter((objective) => nameOf(objective.subject) === nameOf(subject))
    .map(({ expression, metric }) => {
      if (metric.type === 'success') {
        const predicted = successOf(outcome);
        const { limit } = metric;
        return { expression, metric: 'success', unit: 'share', limit, predicted, met: predicted >= limit };
      }
      const predicted = keptBy(outcome, metric.percentile / 100);
      return {
        expression,
        metric: `p${metric.percentile}`,
        unit: 'ms',
        limit: metric.limitMs,
        predicted,
        met: predicted !== null && predicted <= metric.limitMs,
      };
    });
}

function nameOf(subject: Subject): string {
  return subject.type === 'journey' ? `journey ${subject.journey}` : `step ${subject.label}`;
}

/** Each request once for an application: what becomes of it is the same in each journey, but for opening and signing in. */
function requestBudgets(model: Model, { landscape }: Forecast): readonly RequestBudget[] {
  const budgets = new Map<string, RequestBudget>();
  for (const flow of flowsOf(model)) {
    const { app, step, method, path, target } = flow;
    const key = `${app.name} ${method} ${path} ${target.element.name}`;
    const { steps, terms } = budgets.get(key) ?? { steps: [], terms: budgetTerms(flow, landscape) };
    budgets.set(key, { app: app.name, steps: [...new Set([...steps, step.label])], method, path, terms });
  }
  return [...budgets.values()];
}

function peakBudget(model: Model, { scenario, load }: ScenarioLoad): PeakBudget {
  return {
    scenario: scenario.name,
    journeysPerSecond: load.journeysPerSecond,
    backends: model.backends.map((backend) => {
      const asked = load.backends.get(backend);
      return {
        backend: backend.name,
        capacityPerSecond: backend.behaves.capacityPerSecond,
        expectedPerSecond: asked?.expectedPerSecond ?? 0,
        uncachedPerSecond: asked?.uncachedPerSecond ?? 0,
        mostPerSecond: asked?.mostPerSecond ?? 0,
      };
    }),
    edges: edgeLoads(load),
  };
}
