import { argv } from 'node:process';
import { systemClock } from '../../src/simulate/clock.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { request, tinyApp, tinyModel, tinyScenario } from './tiny-model.ts';

/** The entry of a process that simulates the tiny system for a minute, to be killed meanwhile. Writes a line an event. */
const [, , generatedDir = '', hostsDir = '', isolation = 'shared'] = argv;

await simulate({
  model: tinyModel([tinyApp([request('GET /items/{sku}')])]),
  generatedDir,
  hostsDir,
  scenario: tinyScenario(20, 60_000),
  seed: 1,
  extraFaults: [],
  isolation: isolation === 'process' ? 'process' : 'shared',
  signal: new AbortController().signal,
  listeners: [{ on: ({ type }) => console.log(type) }],
  startedAt: systemClock.monotonic(),
});
