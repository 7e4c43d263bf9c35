import type { Model } from '../model/model.ts';
import { createForecast, figuresOf, type Predicted } from './forecast.ts';
import { activeSteps } from './journey-flows.ts';
import type { Traffic } from './traffic.ts';

/** What a run is predicted to measure, without faults. */
export interface RunPrediction {
  /** By `<app>\0<journey>`. */
  readonly journeys: ReadonlyMap<string, Predicted>;
  /** By label. */
  readonly steps: ReadonlyMap<string, Predicted>;
}

/** Returns what a run of a model under a load is predicted to measure of each journey and step. */
export function predictRun(model: Model, traffic: Traffic): RunPrediction {
  const forecast = createForecast(model, traffic);
  const labels = new Set(
    forecast.journeys.flatMap((journey) => activeSteps(journey).map(({ step }) => step.label)),
  );
  const steps = [...labels].flatMap((label): readonly (readonly [string, Predicted])[] => {
    const outcome = forecast.outcomeOf({ type: 'step', label });
    return outcome === null ? [] : [[label, figuresOf(outcome)]];
  });
  return {
    journeys: new Map(
      forecast.journeys.map(({ app, journey, whole }) => [
        `${app.name}\0${journey.name}`,
        figuresOf(whole()),
      ]),
    ),
    steps: new Map(steps),
  };
}
