import { type Block, type BlockEntry, block, blockList, type YamlValue } from '../init/yaml-text.ts';
import type { PlannedJourney, PlannedRoute, PlannedScreen, ScreenPlan } from './plan-screens.ts';

/** As long as an integration may take with all its attempts, and longer than needed. */
export const usualDeadline = '3s';
/** Requests of a journey take half a second on most networks; nobody judges a network by it. */
const OBJECTIVE = { p90: '10s', success: '90%' };
const THINK: YamlValue = block({ think: '500ms..2s' });

/** Returns the entries of screens under `operations` of a frontend microservice. */
export function screenEntries(screens: readonly PlannedScreen[], deadline: string): readonly BlockEntry[] {
  return screens.map(({ name, method, path, part, from }) => ({
    key: name,
    value: block({ http: `${method} ${path}`, deadline, gathers: block({ [part]: { from } }) }),
  }));
}

/** Returns the entries under `routes` of a gateway. */
export function routeEntries(routes: readonly PlannedRoute[]): readonly BlockEntry[] {
  return routes.map(({ pattern, to, needsKey }) => ({
    key: pattern,
    value: { to, ...(needsKey ? { idempotency: 'required' } : {}) },
  }));
}

/** Returns the entries under `journeys` of a mobile application. */
export function journeyEntries(journeys: readonly PlannedJourney[]): readonly BlockEntry[] {
  return journeys.map(({ name, steps }) => ({ key: name, value: block({ steps: stepList(steps) }) }));
}

/** Returns the items under `objectives` for journeys. */
export function journeyObjectives(journeys: readonly PlannedJourney[]): readonly YamlValue[] {
  return journeys.map(({ name }) => ({ journey: name, ...OBJECTIVE }));
}

/** Returns the entries under `data` of a mobile application. */
export function dataEntries(data: ScreenPlan['data']): readonly BlockEntry[] {
  return Object.entries(data).map(([key, values]) => ({ key, value: [...values] }));
}

function stepList(steps: PlannedJourney['steps']): Block {
  return blockList(
    steps.flatMap(({ request, body }, at): readonly YamlValue[] => {
      const step = body === null ? request : block({ request, body });
      return at === 0 ? [step] : [THINK, step];
    }),
  );
}
