import { phasesFor } from './load.js';

/**
 * Returns what a run is to be, from `traffic.json` and the variables that k6 was given with `-e`: SCENARIO, SEED, LOAD, FOR, VUS,
 * MAX_VUS, RUNNERS and one URL a gateway. Throws an Error that names the variable that is wrong.
 */
export function readSettings(traffic, env) {
  const scenario = findScenario(traffic.scenarios, env.SCENARIO);
  const change = readLoad(env.LOAD);
  const durationMs = env.FOR === undefined ? scenario?.durationMs : readDuration(env.FOR);
  if (durationMs === undefined || (scenario === undefined && change?.perSecond === undefined)) {
    throw new Error('the blueprint has no scenario: give LOAD (such as 40/s) and FOR (such as 20s)');
  }
  return {
    seed: readWhole('SEED', env.SEED) ?? 1,
    scenario: scenario?.name ?? 'load',
    faults: scenario?.faults ?? [],
    durationMs,
    phases: phasesFor(scenario?.load ?? [], durationMs, change),
    vus: readWhole('VUS', env.VUS),
    maxVus: readWhole('MAX_VUS', env.MAX_VUS),
    runners: readWhole('RUNNERS', env.RUNNERS) || 1,
    urls: Object.fromEntries(
      traffic.gateways.map(({ name, variable, url }) => [name, (env[variable] || url).replace(/\/+$/, '')]),
    ),
  };
}

function findScenario(scenarios, name) {
  if (name === undefined) return scenarios[0];
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `SCENARIO: there is no "${name}"; there are ${scenarios.map((one) => one.name).join(', ')}`,
  );
}

/** `40/s` or `2400/min` in place of the scenario's load, `100x` for a multiple of it. */
function readLoad(text) {
  if (text === undefined) return null;
  const [, factor, count, unit] = /^(?:(\d+(?:\.\d+)?)x|(\d+(?:\.\d+)?)\/(s|min|h))$/.exec(text) ?? [];
  if (Number(factor) > 0) return { factor: Number(factor) };
  if (Number(count) > 0) return { perSecond: Number(count) / { s: 1, min: 60, h: 3600 }[unit] };
  throw new Error(`LOAD is a rate such as 40/s, or a factor such as 100x, not "${text}"`);
}

function readDuration(text) {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|min|h)$/.exec(text) ?? [];
  if (Number(count) > 0) return Number(count) * { ms: 1, s: 1000, m: 60000, min: 60000, h: 3600000 }[unit];
  throw new Error(`FOR is a time such as 20s or 10m, not "${text}"`);
}

function readWhole(name, text) {
  if (text === undefined || text === '') return undefined;
  if (!/^\d+$/.test(text) || Number(text) > 2 ** 31 - 1) {
    throw new Error(`${name} is a whole number up to 2147483647, not "${text}"`);
  }
  return Number(text);
}
