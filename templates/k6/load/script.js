// The journeys of the blueprint as load for k6 (k6 0.57 or later): README.md says how to run it.
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import { runJourney } from './journey.js';
import { arrivalLag } from './metrics.js';
import { optionsFor } from './options.js';
import { paceOf } from './pace.js';
import { phoneOf } from './phone.js';
import { lossOf, planInstants, planJourney } from './plan.js';
import { readSettings } from './settings.js';
import { wait } from './transmit.js';

const traffic = JSON.parse(open('./traffic.json'));
const settings = readSettings(traffic, __ENV);

// Every virtual user runs this file; what takes time is done once for all of them. First the pace, then the instants.
const schedule = new SharedArray('schedule', () => {
  const instants = planInstants(settings);
  return [paceOf(settings.phases, settings.durationMs, instants)].concat(instants);
});
const pace = schedule[0];

export const options = optionsFor(traffic, settings, { pace, arrivals: schedule.length - 1 });

/** Says once what k6 cannot do. */
export function setup() {
  for (const fault of settings.faults) console.warn(`not injected by k6: ${fault}`);
}

/** One arrival: the index of the iteration, which k6 counts over all machines, is that of the plan. */
export function phone() {
  const index = exec.scenario.iterationInTest;
  // k6's rates are whole numbers, so a few iterations find nothing to do.
  if (index + 1 >= schedule.length) return;
  const planned = planJourney(traffic.apps, settings.seed, { index, atMs: schedule[index + 1] });
  const app = traffic.apps.find(({ name }) => name === planned.app);
  const startMs = exec.scenario.startTime + pace.leadMs;
  wait(startMs + planned.atMs - Date.now());
  arrivalLag.add(Math.max(0, Date.now() - startMs - planned.atMs));
  runJourney(planned, {
    phone: phoneOf(app, planned),
    url: settings.urls[app.gateway],
    startMs,
    missMs: traffic.missMs,
    random: lossOf(settings.seed, index),
  });
}
