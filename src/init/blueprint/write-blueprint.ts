import type { Design } from '../design/design.ts';
import { figure } from '../expected-load.ts';
import { type BlockEntry, block, writeYaml } from '../yaml-text.ts';
import { writeDevices } from './devices.ts';
import { writeFrontends } from './frontends.ts';
import { writeGateway } from './gateway.ts';
import { writeIntegrations } from './integrations.ts';
import { writeObjectives, writeScenarios } from './objectives.ts';
import { writeBackends, writeMobileServices } from './services-and-backends.ts';

const COMMENT_WIDTH = 100;

/** Returns the text of a blueprint, each tier with a comment that says what it is for. */
export function writeBlueprint(design: Design): string {
  const { answers } = design;
  const head = block({
    blueprint: 'mobile-integration/v1',
    name: answers.name,
    title: answers.title,
    description: answers.kind.description,
    owner: answers.owner,
  });
  const tiers: readonly (BlockEntry & { readonly about: string })[] = [
    { key: 'devices', value: writeDevices(design), about: aboutDevices(design) },
    { key: 'gateway', value: writeGateway(design), about: ABOUT.gateway },
    { key: 'frontends', value: writeFrontends(design), about: ABOUT.frontends },
    { key: 'integrations', value: writeIntegrations(design.systems), about: ABOUT.integrations },
    { key: 'mobileServices', value: writeMobileServices(design), about: ABOUT.mobileServices },
    { key: 'backends', value: writeBackends(design), about: ABOUT.backends },
    { key: 'objectives', value: writeObjectives(design), about: ABOUT.objectives },
    { key: 'scenarios', value: writeScenarios(design), about: aboutScenarios(design) },
  ];
  const written = tiers.map(({ about, ...entry }) => writeYaml(block([{ ...entry, above: wrapped(about) }])));
  return [`${SCHEMA_LINE}\n${writeYaml(head)}`, ...written].join('\n');
}

/** By which an editor completes, checks and explains. */
export const SCHEMA_LINE = '# yaml-language-server: $schema=./lintel.schema.json';

const ABOUT = {
  gateway:
    'The one way in. It lets in who has a token, limits what one phone may ask for, hands each path on to whom it belongs, ' +
    'and keeps the rest of the landscape out of sight.',
  frontends:
    'Frontend microservices: what one screen needs, in one answer. Each operation gathers its parts from several ' +
    'integrations at once; an optional part may be missing. They know screens, and no backend system.',
  integrations:
    'Integration microservices: each reaches one backend system, and is the only place that knows its protocol and its words. ' +
    '"sends" makes the input of the backend system, "maps" the answer for the app (both JSONata); "resilience" says how long ' +
    'to wait, when to try again, and when to stop for a while.',
  mobileServices:
    'The mobile platform as ordinary microservices. Each keeps what it knows in container native storage of its own.',
  backends:
    'Backend systems: what the organisation already has, each by its contract. While simulating, a stand-in answers from the ' +
    'contract and behaves as is said here; these figures are assumptions, put in your own.',
  objectives:
    'What has to hold in every run. Each is judged with 95 % certainty, so stricter ones take longer runs: p95 needs 59 samples ' +
    'when none misses, p99 needs 299.',
} as const;

function aboutDevices({ answers }: Design): string {
  const { people } = answers.kind.app;
  return (
    `The phones of ${people}, and what ${people} do with them. Nothing else makes traffic. The steps of a journey are what ` +
    'the app asks the gateway for, the time that people think, and what the mobile services do on the phone.'
  );
}

function aboutScenarios({ sizing }: Design): string {
  const { expected, simulatedPerSecond } = sizing;
  const simulated = figure(simulatedPerSecond);
  const why =
    expected.journeysPerSecond > simulatedPerSecond
      ? ` One machine does not carry that: simulated are ${simulated} a second. The capacities above are for all of it.`
      : expected.journeysPerSecond < simulatedPerSecond
        ? ` Simulated are ${simulated} a second, so that a short run has samples enough for the objectives.`
        : '';
  return `What can be run; the first is run where none is named. Expected: ${expected.arithmetic}.${why}`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > COMMENT_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
