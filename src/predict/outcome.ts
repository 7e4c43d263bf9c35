import { cutAt, earliest, latest, sum, together } from './combine.ts';
import {
  always,
  type Distribution,
  later,
  never,
  percentileOf,
  shareOf,
  shareWithin,
  times,
} from './distribution.ts';
import { tidied } from './lattice.ts';

/** How something ends and how long it takes until then: the shares of both ways add up to 1. */
export interface Outcome {
  readonly ok: Distribution;
  readonly failed: Distribution;
}

/** How long failures take matters little, and they are rare: so many values are enough. */
const failureValues = 64;

/** What goes well and takes no time. */
export const atOnce: Outcome = { ok: always(0), failed: never() };

/** What fails and takes no time. */
export const failedAtOnce: Outcome = { ok: never(), failed: always(0) };

/** Returns what always goes well. */
export function success(ok: Distribution): Outcome {
  return { ok, failed: never() };
}

/** Returns what takes a time of its own before or after, in ms. */
export function delayed({ ok, failed }: Outcome, ms: number): Outcome {
  return { ok: later(ok, ms), failed: later(failed, ms) };
}

/** Returns what takes a random time more, whatever becomes of it. */
export function prolonged({ ok, failed }: Outcome, by: Distribution): Outcome {
  return { ok: sum(ok, by), failed: failureAfter(by, failed) };
}

/** Returns the first and then the second, which is not begun where the first failed. */
export function inTurn(first: Outcome, second: Outcome): Outcome {
  if (second === atOnce) return first;
  if (first === atOnce) return second;
  return {
    ok: sum(first.ok, second.ok),
    failed: together([first.failed, failureAfter(first.ok, second.failed)]),
  };
}

/** Returns the first and then the second, which is begun all the same where the first failed; both must go well. */
export function inAnyCase(first: Outcome, second: Outcome): Outcome {
  if (second === atOnce) return first;
  if (first === atOnce) return second;
  const afterFailure = first.failed.mass.length === 0 ? never() : together([second.ok, second.failed]);
  return {
    ok: sum(first.ok, second.ok),
    failed: together([failureAfter(afterFailure, first.failed), failureAfter(first.ok, second.failed)]),
  };
}

/** Returns things that run side by side: well when the last of them is done, failed as soon as the first of them is. */
export function sideBySide(outcomes: readonly Outcome[]): Outcome {
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return only;
  return {
    ok: latest(outcomes.map(({ ok }) => ok)),
    failed: failure(earliest(outcomes.map(({ failed }) => failed))),
  };
}

/** Returns what is given up as failed after so many ms. */
export function givenUpAt({ ok, failed }: Outcome, limitMs: number): Outcome {
  const good = cutAt(ok, limitMs);
  const bad = cutAt(failed, limitMs);
  const beyond = good.beyond + bad.beyond;
  if (beyond === 0) return { ok, failed };
  return { ok: good.within, failed: failure(together([bad.within, always(limitMs, beyond)])) };
}

/** Returns what goes on whether or not it went well. */
export function forgiven({ ok, failed }: Outcome): Outcome {
  return success(together([ok, failed]));
}

/** Returns one of several, each in a share of all cases; the shares add up to 1. */
export function either(cases: readonly { readonly share: number; readonly outcome: Outcome }[]): Outcome {
  const present = cases.filter(({ share }) => share > 0);
  const [only] = present;
  if (only !== undefined && present.length === 1) return only.outcome;
  return {
    ok: together(present.map(({ share, outcome }) => times(outcome.ok, share))),
    failed: failure(together(present.map(({ share, outcome }) => times(outcome.failed, share)))),
  };
}

/** Returns one thing in a share of the cases, and another in the rest. */
export function sometimes(share: number, then: Outcome, otherwise: Outcome): Outcome {
  return either([
    { share, outcome: then },
    { share: 1 - share, outcome: otherwise },
  ]);
}

/** Returns the share that goes well, 0 to 1. */
export function successOf({ ok, failed }: Outcome): number {
  const good = shareOf(ok);
  const all = good + shareOf(failed);
  return all === 0 ? 0 : good / all;
}

/** Returns the share that goes well and takes at most so long: what keeps an objective. */
export function shareKeeping({ ok, failed }: Outcome, limitMs: number): number {
  const all = shareOf(ok) + shareOf(failed);
  return all === 0 ? 0 : shareWithin(ok, limitMs) / all;
}

/** Returns the duration that a share of all do not exceed, however they end; null for what never happens. */
export function endedWithin({ ok, failed }: Outcome, share: number): number | null {
  return percentileOf(together([ok, failed]), share);
}

/**
 * Returns the duration that a share of all keep, where what fails keeps none: as an objective's percentile is measured.
 * Null where more fail than the share leaves.
 */
export function keptBy({ ok, failed }: Outcome, share: number): number | null {
  const good = shareOf(ok);
  const wanted = share * (good + shareOf(failed));
  return wanted > good ? null : percentileOf(ok, wanted / good);
}

function failureAfter(before: Distribution, failed: Distribution): Distribution {
  if (before.mass.length === 0 || failed.mass.length === 0) return never();
  return tidied(sum(tidied(before, failureValues), failed), failureValues);
}

function failure(distribution: Distribution): Distribution {
  return tidied(distribution, failureValues);
}
