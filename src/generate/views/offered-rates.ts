import { rememberedFor } from '../../model/memo.ts';
import type { Element, Model } from '../../model/model.ts';
import { loadAt } from '../../predict/load.ts';
import { arrivalShare, signInOf } from '../../predict/sign-in.ts';
import { meanOfTraffic, peakOf, type Traffic, trafficOf } from '../../predict/traffic.ts';

/** Requests that come to an element, per second. */
export interface OfferedRate {
  /** At the highest peak of all scenarios. */
  readonly peakPerSecond: number;
  /** On average, in the scenario that asks most. */
  readonly meanPerSecond: number;
}

const NOTHING: OfferedRate = { peakPerSecond: 0, meanPerSecond: 0 };

/**
 * Returns what the scenarios ask of an element of the system. Nothing is taken off for the gateway's cache: each copy has
 * its own, which is empty after a roll-out. Sign-ins count, repeated attempts do not. Without a scenario all rates are 0.
 */
export function offeredRateOf(model: Model, element: Element): OfferedRate {
  return ratesOf(model).get(element.name) ?? NOTHING;
}

const ratesOf = rememberedFor((model: Model): ReadonlyMap<string, OfferedRate> => {
  const rates = new Map<string, OfferedRate>();
  const steps = requestsPerJourney(model);
  for (const scenario of model.scenarios) {
    const traffic = trafficOf(scenario);
    const [peak, mean] = [peakOf(traffic), meanOfTraffic(traffic)];
    for (const [name, requests] of joined(steps, signInsPerJourney(model, traffic))) {
      const before = rates.get(name) ?? NOTHING;
      rates.set(name, {
        peakPerSecond: Math.max(before.peakPerSecond, requests * peak),
        meanPerSecond: Math.max(before.meanPerSecond, requests * mean),
      });
    }
  }
  return rates;
});

type Requests = Map<string, number>;

/** Requests to each element for one journey that starts, all applications together. */
function requestsPerJourney(model: Model): Requests {
  const requests: Requests = new Map();
  for (const { flow, perSecond } of loadAt(model, 1).flows) {
    const { app, target } = flow;
    add(requests, app.gateway.name, perSecond);
    add(requests, target.element.name, perSecond);
    if (target.type === 'service') continue;
    for (const { from } of target.operation.gathers) {
      add(requests, from.element.name, perSecond);
      if (from.type === 'integration') add(requests, from.element.reaches.name, perSecond);
    }
  }
  return requests;
}

/** A phone that is new registers and fetches a token; one whose token ends fetches another. */
function signInsPerJourney(model: Model, traffic: Traffic): Requests {
  const requests: Requests = new Map();
  for (const app of model.devices) {
    const { first, again } = signInOf(model, app, traffic);
    const perJourney = arrivalShare(model, app) * (2 * first + again);
    if (app.gateway.authenticates === null) continue;
    add(requests, app.gateway.name, perJourney);
    add(requests, app.gateway.authenticates.name, perJourney);
  }
  return requests;
}

function joined(one: Requests, other: Requests): Requests {
  const sum = new Map(one);
  for (const [name, count] of other) add(sum, name, count);
  return sum;
}

function add(requests: Requests, name: string, count: number): void {
  requests.set(name, (requests.get(name) ?? 0) + count);
}
