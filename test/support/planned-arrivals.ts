import type { Model, Scenario } from '../../src/model/model.ts';
import { type PlannedJourney, planArrivals } from '../../src/simulate/plan/plan-arrivals.ts';
import { describeTraffic } from '../../src/simulate/plan/traffic-spec.ts';
import { modelOf } from '../model/sample.ts';

/** Returns the arrivals that a simulation of the first scenario of a blueprint plans, always the same. */
export function plannedArrivals(text: string): {
  readonly model: Model;
  readonly scenario: Scenario;
  readonly planned: readonly PlannedJourney[];
} {
  const model = modelOf(text);
  const [scenario] = model.scenarios;
  if (scenario === undefined) throw new Error('the blueprint has no scenario');
  return { model, scenario, planned: [...planArrivals(describeTraffic(model, scenario, { seed: 3 }))] };
}
