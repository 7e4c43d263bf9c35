import type { Design, JourneyDesign, StepDesign } from '../design/design.ts';
import { type Block, block, blockList, noted, type YamlValue } from '../yaml-text.ts';

/** Returns the `devices` of a blueprint: one mobile application with its journeys. */
export function writeDevices({ answers, data, journeys, sizing }: Design): Block {
  const { app } = answers.kind;
  const offline = { share: '2%', for: '2s..8s' };
  const entries = [
    { key: 'title', value: app.title },
    noted('population', sizing.population, 'distinct phones'),
    { key: 'platforms', value: { android: '60%', ios: '40%' } },
    { key: 'versions', value: { '1.1.0': '80%', '1.0.2': '20%' } },
    noted('networks', { lte: '50%', '4g': '35%', '3g': '15%' }, 'presets, see docs/blueprint.md'),
    ...(answers.offline ? [noted('offline', offline, 'share of the visits that lose their network')] : []),
    noted('timeout', '10s', 'how long a phone waits for an answer'),
    { key: 'plan', value: 'standard' },
    ...(Object.keys(data).length === 0
      ? []
      : [{ key: 'data', value: block(lists(data)), above: ['Values for {placeholders} in the steps.'] }]),
    {
      key: 'journeys',
      value: block(journeys.map((journey) => ({ key: journey.name, value: written(journey) }))),
    },
  ];
  return block([{ key: app.name, value: block(entries) }]);
}

function lists(data: Design['data']): { readonly [key: string]: YamlValue } {
  return Object.fromEntries(Object.entries(data).map(([name, values]) => [name, [...values]]));
}

function written({ share, steps }: JourneyDesign): Block {
  return block({ share: `${Math.round(share * 100)}%`, steps: blockList(steps.map(step)) });
}

function step(design: StepDesign): YamlValue {
  if (design.type === 'think') return block({ think: design.range });
  if (design.type === 'service') return block({ [design.key]: design.argument });
  const { method, path } = design.screen;
  const request = `${method} ${path}`;
  return design.body === null ? request : block({ request, body: design.body });
}
