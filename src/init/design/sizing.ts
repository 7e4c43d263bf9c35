import type { LoadAnswer } from '../answers.ts';
import { expectedLoad } from '../expected-load.ts';
import type { ChosenSystem } from './choose-systems.ts';
import type { JourneyDesign, Sizing } from './design.ts';
import { storageSizes } from './storage-sizes.ts';

/** One machine simulates this much with ease, and less would need long runs for enough samples. */
const LEAST_SIMULATED = 20;
const MOST_SIMULATED = 40;
const SHORTEST_RUN_SECONDS = 30;
/** A share of 90 % takes 29 samples when none misses; this leaves room for three misses. */
const SAMPLES_FOR_EACH_JOURNEY = 90;
/** A burst is twice the load, and every call may be made twice. */
const RUSH = 2;
const ATTEMPTS = 2;

/** How many times the load is: twice for a rush. */
export const rushFactor = RUSH;

/**
 * Returns the sizes that follow from a load: the first scenario's rate (the expected one where one machine can do it), how
 * long it takes to get samples enough of the rarest journey, and what every backend system has to stand in a rush.
 */
export function sizeUp(
  load: LoadAnswer,
  systems: readonly ChosenSystem[],
  journeys: readonly JourneyDesign[],
): Sizing {
  const expected = expectedLoad(load);
  const simulatedPerSecond = Math.min(
    MOST_SIMULATED,
    Math.max(LEAST_SIMULATED, Math.round(expected.journeysPerSecond)),
  );
  const rarest = Math.min(...journeys.map(({ share }) => share));
  const needed = SAMPLES_FOR_EACH_JOURNEY / (simulatedPerSecond * rarest);
  const peak = Math.max(expected.journeysPerSecond, simulatedPerSecond) * RUSH * ATTEMPTS;
  const capacities = systems.map(
    (system) => [system.name, roundedUp(peak * callsPerVisit(system, journeys))] as const,
  );
  const population = populationFor(load, expected.journeysPerSecond);
  return {
    expected,
    simulatedPerSecond,
    durationSeconds: Math.max(SHORTEST_RUN_SECONDS, Math.ceil(needed / 5) * 5),
    population,
    capacities: new Map(capacities),
    storages: storageSizes({ expected, simulatedPerSecond, population }, journeys),
  };
}

/** How often the average visit calls a backend system. */
function callsPerVisit(system: ChosenSystem, journeys: readonly JourneyDesign[]): number {
  const prefix = `${system.integration}.`;
  return journeys.reduce((sum, { share, steps }) => {
    const parts = steps.flatMap((step) => (step.type === 'screen' ? step.screen.parts : []));
    return sum + share * parts.filter(({ from }) => from.startsWith(prefix)).length;
  }, 0);
}

/** Enough phones that few of them run two journeys at once; those of a day, where they are known. */
function populationFor(load: LoadAnswer, journeysPerSecond: number): number {
  const phones = load.per === 'day' ? load.users : Math.ceil(journeysPerSecond * 200);
  return Math.min(10_000_000, Math.max(4000, phones));
}

/** To the next number that reads well. */
function roundedUp(value: number): number {
  const step = value < 100 ? 10 : value < 1000 ? 50 : 500;
  return Math.max(50, Math.ceil(value / step) * step);
}
