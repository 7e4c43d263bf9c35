import { peakOf, rateAt } from './load.js';

/**
 * k6 begins iterations in even steps and at whole rates; people come as they come. So k6 begins an iteration a little before
 * its arrival is due (at most `leadMs` before), and the iteration waits for the instant of the plan.
 */

/**
 * Returns the executor's rates for these phases, and by how much the plan runs behind them: `startRate` and the stages' `target`
 * are iterations per `unitMs`. A last stage is added where the plan has more arrivals than the rates come to.
 */
export function paceOf(phases, durationMs, instants) {
  const unitMs = unitOf(phases);
  const target = (perSecond) => Math.round((perSecond * unitMs) / 1000);
  const stages = [];
  let rate = target(phases[0]?.startPerSecond ?? 0);
  const startRate = rate;
  for (const phase of phases.filter(({ fromMs }) => fromMs < durationMs)) {
    // A jump is a stage that takes no time.
    if (target(phase.startPerSecond) !== rate)
      stages.push({ durationMs: 0, target: target(phase.startPerSecond) });
    const cut = phase.toMs > durationMs;
    rate = target(cut ? rateAt(phases, durationMs) : phase.endPerSecond);
    stages.push({ durationMs: Math.min(phase.toMs, durationMs) - phase.fromMs, target: rate });
  }
  const peak = Math.max(1, target(peakOf(phases)));
  const startOf = iterationStarts({ startRate, stages, unitMs, peak });
  const leadMs = instants.reduce((lead, atMs, index) => Math.max(lead, startOf(index + 1) - atMs), 0);
  const tailMs = Math.ceil(startOf(instants.length + 1) - durationMs);
  if (tailMs > 0) stages.push({ durationMs: 0, target: peak }, { durationMs: tailMs, target: peak });
  return { unitMs, startRate, stages, leadMs: Math.ceil(leadMs) };
}

/** The smallest unit in which every rate is a whole number; an hour where none is. */
function unitOf(phases) {
  const rates = phases.flatMap(({ startPerSecond, endPerSecond }) => [startPerSecond, endPerSecond]);
  const isWhole = (unitMs) => rates.every((rate) => Number.isInteger((rate * unitMs) / 1000));
  return [1000, 60000].find(isWhole) ?? 3600000;
}

/**
 * Returns a function that gives the instant at which k6 has begun so many iterations, in ms; to be asked in ascending order. It
 * is the time at which the area below the rates reaches that number. After the last stage the rate is `peak`.
 */
function iterationStarts({ startRate, stages, unitMs, peak }) {
  let at = 0;
  let stageFromMs = 0;
  let before = 0;
  let from = startRate / unitMs;
  return (count) => {
    for (; at < stages.length; at++) {
      const { durationMs, target } = stages[at];
      const to = target / unitMs;
      const within = (durationMs * (from + to)) / 2;
      if (durationMs > 0 && before + within >= count) {
        return stageFromMs + timeUntil(count - before, { from, to, durationMs });
      }
      before += within;
      stageFromMs += durationMs;
      from = to;
    }
    return stageFromMs + ((count - before) * unitMs) / peak;
  };
}

/** When the area below a line from `from` to `to` reaches `area`; in a form that is exact for a level line too. */
function timeUntil(area, { from, to, durationMs }) {
  const slope = (to - from) / durationMs;
  return (2 * area) / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * area)));
}
