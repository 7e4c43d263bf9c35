import type { DeviceApp, Model, Plan, Scenario } from '../model/model.ts';
import { journeysOf } from '../predict/journey-flows.ts';
import {
  bucketOfJourney,
  countedPerArrival,
  perPhonePlan,
  refusedShare,
  sharedPlan,
} from '../predict/plan-load.ts';
import { refusalsOf } from '../predict/refusals.ts';
import { arrivalShare } from '../predict/sign-in.ts';
import { peakOf, type Stretch, stretchesOf, type Traffic, trafficOf } from '../predict/traffic.ts';
import { inMs, inPercent, perSecond, threeDigits } from '../predict/words.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { relatedLoad } from './shared/related-load.ts';

/** Plans that refuse what the blueprint's own phones send. */
export const planRate: Rule = {
  id: 'plan-rate',
  group: 'budget',
  severity: 'warning',
  summary: 'A plan of the gateway lets less through than the journeys send.',
  why: 'What is beyond the plan is answered with 429: the application is refused by its own gateway, in ordinary use.',
  example: {
    bad: `
gateway:
  mobile-api:
    plans:
      shopper: { rate: 10/s, burst: 40, per: app }
`,
    good: `
gateway:
  mobile-api:
    plans:
      shopper: { rate: 400/s, burst: 800, per: app }
`,
  },
  check: (model, report) => {
    const burstsReported = new Set<Plan>();
    for (const app of model.devices) {
      const shared = sharedPlan(app);
      if (shared !== null) {
        const finding = refusedApp(model, app, shared);
        if (finding !== null) report(finding);
      }
    }
    for (const journey of journeysOf(model)) {
      const plan = perPhonePlan(journey.app);
      if (plan === null || burstsReported.has(plan)) continue;
      const sent = bucketOfJourney(journey, plan);
      if (sent.refusedAt === null) continue;
      burstsReported.add(plan);
      report({
        ...placeOf(journey.app, plan, 'burst'),
        message: `plan "${plan.name}" lets a phone send ${plan.burst} requests at once and ${perSecond(plan.ratePerSecond)} after that, and journey "${journey.journey.name}" of mobile application "${journey.app.name}" sends ${sent.refusedAt.requests} within ${inMs(sent.refusedAt.withinMs)}`,
        hint: `a burst of ${sent.requests} lets the whole journey through`,
        related: [{ message: `journey "${journey.journey.name}"`, span: journey.journey.span }],
      });
    }
  },
};

/** The scenario in which the plan refuses most, if it refuses anything. */
function refusedApp(model: Model, app: DeviceApp, plan: Plan): RuleFinding | null {
  const journeys = journeysOf(model).filter((journey) => journey.app === app);
  const share = arrivalShare(model, app);
  const perJourney = countedPerArrival(journeys);
  let worst: { readonly scenario: Scenario; readonly refused: number } | null = null;
  for (const scenario of model.scenarios) {
    const traffic = trafficOf(scenario);
    if (peakOf(traffic) * share * perJourney <= plan.ratePerSecond) continue;
    const refused = refusedShare(plan, scaled(traffic, share * perJourney));
    if (refused > (worst?.refused ?? 0)) worst = { scenario, refused };
  }
  if (worst === null) return null;
  const { scenario } = worst;
  const refused = refusalsOf(model, app, trafficOf(scenario)).share;
  const started = peakOf(trafficOf(scenario)) * share;
  return {
    ...placeOf(app, plan, 'rate'),
    message: `plan "${plan.name}" lets ${perSecond(plan.ratePerSecond)} through, and mobile application "${app.name}" sends ${perSecond(started * perJourney)} at the peak of scenario "${scenario.name}": ${threeDigits(started)} journeys/s x ${threeDigits(perJourney)} requests; ${inPercent(refused)} are refused`,
    hint: 'raise the rate, or give each phone a bucket of its own with "per: device"',
    related: [relatedLoad(scenario)],
  };
}

function scaled(traffic: Traffic, factor: number): readonly Stretch[] {
  return stretchesOf(traffic).map(({ durationMs, perSecond: rate }) => ({
    durationMs,
    perSecond: rate * factor,
  }));
}

function placeOf({ gateway }: DeviceApp, plan: Plan, key: 'rate' | 'burst') {
  return {
    span: plan.written.get(key) ?? plan.span,
    path: `${gateway.path}.plans.${plan.name}.${key}`,
  };
}
