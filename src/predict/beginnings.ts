import { together } from './combine.ts';
import { always, type Distribution, times } from './distribution.ts';
import { activeSteps, hasToken, type JourneyFlows, type StepFlows } from './journey-flows.ts';
import { type GoneShare, isRead } from './offline.ts';
import { atOnce, inTurn, type Outcome, prolonged, sometimes, success } from './outcome.ts';

/** How a step begins. */
export interface Beginning {
  /** What counts to it before its first request is sent. */
  readonly lead: Outcome;
  /** Share of the cases in which it sends anything: a phone without a connection answers what it reads itself. */
  readonly sentShare: number;
}

/** What comes before requests. */
export interface Leads {
  /** Opening a connection. */
  readonly openingMs: number;
  /** Getting a token. */
  readonly token: Outcome;
}

/**
 * Returns how the steps of a journey begin, in order. The first that sends anything opens the connection; the first that
 * needs a token gets one. What a phone without a connection writes waits until it is back: then all of it is due at once,
 * is sent in its order, each over a connection of its own, and each is late by those before it.
 */
export function beginningsOf(
  journey: JourneyFlows,
  steps: ReadonlyMap<StepFlows, Outcome>,
  of: Leads & { readonly goneShare: GoneShare },
): ReadonlyMap<StepFlows, Beginning> {
  const opening = success(always(of.openingMs));
  const beginnings = new Map<StepFlows, Beginning>();
  let opens = 1;
  let signsIn = 1;
  let queued: Distribution = always(0);
  for (const step of activeSteps(journey)) {
    const gone = of.goneShare(step);
    const sentShare = isRead(step) ? 1 - gone : 1;
    const needsToken = step.flows.some(hasToken);
    const token = needsToken ? sometimes(signsIn, of.token, atOnce) : atOnce;
    const online = inTurn(sometimes(opens, opening, atOnce), token);
    const waiting = isRead(step) ? 0 : gone;
    const late = inTurn(prolonged(opening, queued), token);
    const lead = sometimes(waiting, late, online);
    beginnings.set(step, { lead, sentShare });
    opens *= 1 - sentShare;
    if (needsToken) signsIn *= 1 - sentShare;
    if (waiting > 0) queued = queuedAfter(waiting, inTurn(late, steps.get(step) ?? atOnce));
  }
  return beginnings;
}

/** What is still ahead of the next write: nothing, where this one did not have to wait either. */
function queuedAfter(waiting: number, write: Outcome): Distribution {
  return together([times(together([write.ok, write.failed]), waiting), always(0, 1 - waiting)]);
}
