import { samplesNeeded } from '../../verdict/binomial.ts';
import type { ChosenSystem } from '../design/choose-systems.ts';
import type { Design } from '../design/design.ts';
import { rushFactor } from '../design/sizing.ts';
import { type Block, block, blockList, type YamlValue } from '../yaml-text.ts';

/** Samples beyond those that a share takes when none misses, so that a few may. */
const ROOM = 3;

/**
 * Returns the `objectives` of a blueprint: for each journey and for the first screen, as strict as the samples of the first
 * scenario can tell.
 */
export function writeObjectives({ journeys, sizing }: Design): Block {
  const visits = sizing.simulatedPerSecond * sizing.durationSeconds;
  const ofJourneys = journeys.map(({ name, share }) => ({ journey: name, ...limits(visits * share, '6s') }));
  const [openApp] = journeys;
  const home = { step: 'GET /home', ...limits(visits * (openApp?.share ?? 1), '2500ms') };
  return blockList([...ofJourneys, home]);
}

function limits(samples: number, latency: string): { readonly [key: string]: YamlValue } {
  const isMany = samples >= ROOM * samplesNeeded(0.95);
  return isMany ? { p95: latency, success: '95%' } : { p90: latency, success: '90%' };
}

/** Returns the `scenarios` of a blueprint: an ordinary day, a backend system that fails, and everybody at once. */
export function writeScenarios({ systems, sizing }: Design): Block {
  const { simulatedPerSecond: rate, durationSeconds: seconds } = sizing;
  const victim = systems.find(({ role }) => role === 'records') ?? systems.at(-1);
  const middle = Math.round(seconds / 3);
  return block({
    everyday: block({
      description: 'An ordinary day',
      load: `${rate}/s`,
      for: `${seconds}s`,
    }),
    ...(victim === undefined ? {} : { 'backend-outage': outage(victim, { rate, seconds }) }),
    rush: block({
      description: 'Everybody opens the app at once',
      load: blockList([
        { at: `${rate}/s`, for: `${middle}s` },
        { to: `${rate * rushFactor}/s`, over: '10s' },
        { at: `${rate * rushFactor}/s`, for: `${middle}s` },
      ]),
    }),
  });
}

function outage(victim: ChosenSystem, of: { readonly rate: number; readonly seconds: number }): Block {
  const to = Math.round(of.seconds * 0.8);
  return block({
    description: `${victim.title} answers 503: what it has is missing, the rest lives on`,
    load: `${of.rate}/s`,
    for: `${of.seconds}s`,
    faults: blockList([
      { on: `${victim.integration} -> ${victim.name}`, kind: 'status', status: 503, between: `5s..${to}s` },
    ]),
  });
}
