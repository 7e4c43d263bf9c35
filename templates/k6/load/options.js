import { peakOf } from './load.js';
import { tagValue } from './tags.js';

/** How late arrivals may begin (99th percentile), and which share of them may not begin at all, for the load to be the declared one. */
const lagLimitMs = 250;
const droppedLimit = 0.01;
/** What an answer is supposed to take, where virtual users are counted ahead. */
const supposedAnswerMs = 300;

/** Returns k6's options: one scenario in an open model, and the objectives as thresholds. */
export function optionsFor(traffic, settings, { pace, arrivals }) {
  return {
    scenarios: { [settings.scenario]: executorFor(traffic, settings, pace) },
    thresholds: {
      ...objectiveThresholds(traffic.objectives, settings.runners),
      journey_count: ['count>0'],
      arrival_lag: [`p(99)<=${lagLimitMs}`],
      dropped_iterations: [`count<=${Math.floor((arrivals * droppedLimit) / settings.runners)}`],
    },
    summaryTrendStats: trendStats(traffic.objectives),
    // An iteration is a phone: it opens a connection of its own.
    noVUConnectionReuse: true,
  };
}

/**
 * Returns the thresholds of the objectives, by metric. k6 judges on each machine what that machine has seen: of the samples that the whole
 * needs, one of so many runners needs its share.
 */
export function objectiveThresholds(objectives, runners = 1) {
  const thresholds = {};
  const add = (metric, expression) => {
    const known = thresholds[metric] ?? [];
    if (!known.includes(expression)) thresholds[metric] = [...known, expression];
  };
  for (const { subject, name, metric, samples } of objectives) {
    const where = `{${subject}:${tagValue(name)}}`;
    if (metric.type === 'success') add(`${subject}_ok${where}`, `rate>=${metric.limit}`);
    else {
      const expression = `p(${metric.percentile})<=${metric.limitMs}`;
      add(`${subject}_duration${where}`, expression);
      if (subject === 'step') add(`http_req_duration${where}`, expression);
    }
    // Too few samples are no pass.
    add(`${subject}_count${where}`, `count>=${Math.ceil(samples / runners)}`);
  }
  return thresholds;
}

function executorFor(traffic, settings, pace) {
  const { stages, startRate, unitMs, leadMs } = pace;
  const vus = settings.vus ?? supposedVus(traffic.apps, settings, leadMs);
  const shared = {
    exec: 'phone',
    timeUnit: `${unitMs / 1000}s`,
    preAllocatedVUs: vus,
    maxVUs: Math.max(vus, settings.maxVus ?? 4 * vus),
    gracefulStop: `${Math.ceil((leadMs + longestJourneyMs(traffic.apps)) / 1000)}s`,
  };
  const durationMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  // What is shorter than a second, k6 takes in stages only.
  if (durationMs >= 1000 && startRate > 0 && stages.every(({ target }) => target === startRate)) {
    return { executor: 'constant-arrival-rate', rate: startRate, duration: `${durationMs}ms`, ...shared };
  }
  return {
    executor: 'ramping-arrival-rate',
    startRate,
    stages: stages.map(({ durationMs, target }) => ({ duration: `${durationMs}ms`, target })),
    ...shared,
  };
}

/** Little's law on the highest rate and on how long a journey takes if answers are quick, and a fifth more. */
function supposedVus(apps, settings, leadMs) {
  const share = apps.reduce((sum, app) => sum + app.share, 0);
  const meanMs = apps.reduce((sum, app) => sum + (app.share / share) * meanJourneyMs(app), 0);
  return 10 + Math.ceil((1.2 * peakOf(settings.phases) * (meanMs + leadMs)) / 1000);
}

function meanJourneyMs(app) {
  const roundTripMs = app.networks.reduce((sum, { share, network }) => sum + share * network.roundTripMs, 0);
  const requestMs = roundTripMs + supposedAnswerMs;
  const offlineMs = app.offline === null ? 0 : app.offline.share * app.offline.maxMs;
  const openingMs = 2 * roundTripMs + (app.signIn === null ? 0 : 2 * requestMs);
  const stepMs = (step) =>
    step.type === 'think' ? (step.minMs + step.maxMs) / 2 : callsOf(step) * requestMs;
  const journeysMs = app.journeys.map(
    ({ share, steps }) => share * steps.reduce((sum, step) => sum + stepMs(step), 0),
  );
  return journeysMs.reduce((sum, ms) => sum + ms, openingMs + offlineMs);
}

/** How long a journey takes at most, where each of its requests takes as long as the phone waits. */
function longestJourneyMs(apps) {
  const journeyMs = (app, { steps }) => {
    const stepMs = (step) => (step.type === 'think' ? step.maxMs : callsOf(step) * app.timeoutMs);
    const signInMs = app.signIn === null ? 0 : 2 * app.timeoutMs;
    return steps.reduce((sum, step) => sum + stepMs(step), signInMs + (app.offline?.maxMs ?? 0));
  };
  return Math.max(0, ...apps.flatMap((app) => app.journeys.map((journey) => journeyMs(app, journey))));
}

function callsOf(step) {
  return step.type === 'service' ? step.calls.length : 1;
}

function trendStats(objectives) {
  const declared = objectives.flatMap(({ metric }) =>
    metric.type === 'percentile' ? [metric.percentile] : [],
  );
  const percentiles = [...new Set([90, 95, 99, ...declared])].sort((a, b) => a - b);
  return ['avg', 'min', 'med', ...percentiles.map((percentile) => `p(${percentile})`), 'max'];
}
