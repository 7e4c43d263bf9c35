import { rememberedFor } from '../model/memo.ts';
import type { DeviceApp, Model } from '../model/model.ts';
import { arrivalsOf, type Traffic } from './traffic.ts';

/** How often a journey has to get a token first: shares of the journeys of an application. */
export interface SignIn {
  /** The phone was never here before: it registers, then fetches a token. */
  readonly first: number;
  /** The phone's token has expired, or is about to: it fetches another. */
  readonly again: number;
}

const nobody: SignIn = { first: 0, again: 0 };
/** Time before its end at which a phone renews a token: 30 s, or a tenth of its life if that is less. */
const renewalMarginMs = 30_000;
/** After so many renewals in one run, further ones make no difference. */
const mostRenewals = 200;

/** Returns the share of all arrivals that are an application's: applications share them in proportion to their phones. */
export function arrivalShare(model: Model, app: DeviceApp): number {
  const people = phonesOf(model);
  return people === 0 ? 0 : app.population / people;
}

/** Returns how many phones there are, all applications together. */
export const phonesOf: (model: Model) => number = rememberedFor(({ devices }) =>
  devices.reduce((sum, { population }) => sum + population, 0),
);

/**
 * Returns how often journeys of an application sign in, over a run that begins with phones that were never there. Journeys
 * of one phone are a Poisson process of rate l; a token of life T is renewed by the first journey after it, so the k-th
 * renewal comes at kT plus k + 1 exponential gaps: within a run of length D with the probability of an Erlang(k + 1)
 * variable to be at most D - kT.
 */
export function signInOf(model: Model, app: DeviceApp, traffic: Traffic): SignIn {
  const identity = app.gateway.authenticates;
  if (identity === null || identity.settings.kind !== 'identity') return nobody;
  const perPhone = (arrivalsOf(traffic) * arrivalShare(model, app)) / app.population;
  // Without a load, the one journey there is is a phone's first.
  if (!(perPhone > 0)) return { first: 1, again: 0 };
  const { tokenMs } = identity.settings;
  const lifeMs = tokenMs - Math.min(renewalMarginMs, tokenMs / 10);
  const perMs = perPhone / traffic.durationMs;
  let renewals = 0;
  for (let k = 1; k * lifeMs < traffic.durationMs && k <= mostRenewals; k++)
    renewals += erlangShare(k + 1, perMs * (traffic.durationMs - k * lifeMs));
  return { first: -Math.expm1(-perPhone) / perPhone, again: renewals / perPhone };
}

/** The share of a sum of `count` exponential variables of rate 1 that is at most `x`: 1 - e^-x (1 + x + x²/2 + ...). */
function erlangShare(count: number, x: number): number {
  let term = Math.exp(-x);
  let above = term;
  for (let i = 1; i < count; i++) {
    term *= x / i;
    above += term;
  }
  return Math.max(0, 1 - above);
}
