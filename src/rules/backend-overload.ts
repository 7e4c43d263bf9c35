import type { Backend, Model, Scenario } from '../model/model.ts';
import type { BackendLoad, CallLoad } from '../predict/load.ts';
import { outlookOf } from '../predict/outlook.ts';
import { perSecond } from '../predict/words.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { largestTerms } from './shared/largest-terms.ts';
import { relatedLoad } from './shared/related-load.ts';
import { named } from './shared/wording.ts';

/** Backends that get more than they can answer, by themselves or through retries. */
export const backendOverload: Rule = {
  id: 'backend-overload',
  group: 'budget',
  severity: 'warning',
  summary: 'A scenario asks more of a backend system than it can answer.',
  why: 'Above its capacity a queue grows until calls time out, and every retry adds to it. Where retries alone go beyond it, a short failure of the backend becomes a long one.',
  example: {
    bad: `
backends:
  erp: { behaves: { capacity: 60/s } }
`,
    good: `
backends:
  erp: { behaves: { capacity: 200/s } }
`,
  },
  check: (model, report) => {
    const busiest = outlookOf(model).busiest();
    if (busiest === null) return;
    const { scenario } = busiest;
    for (const [backend, load] of busiest.load.backends) {
      const capacity = backend.behaves.capacityPerSecond;
      if (capacity === null) continue;
      const place = { model, backend, capacity, scenario };
      if (load.expectedPerSecond > capacity) report(overload(place, load));
      else if (load.calls.some(isRepeated) && stormOf(load) > capacity) report(storm(place, load));
    }
  },
};

interface Place {
  readonly model: Model;
  readonly backend: Backend;
  readonly capacity: number;
  readonly scenario: Scenario;
}

function overload(place: Place, { calls, expectedPerSecond }: BackendLoad): RuleFinding {
  const { model, backend, capacity, scenario } = place;
  const sum = sumOf(calls, ({ attemptsPerSecond }) => attemptsPerSecond, nameOf);
  return finding(place, {
    message: `${named(model, backend)} is asked ${perSecond(expectedPerSecond)} at the peak of scenario "${scenario.name}", above its capacity of ${perSecond(capacity)}: ${sum}`,
    hint: 'cache answers at the gateway, gather less often, or plan for more capacity',
  });
}

function storm(place: Place, load: BackendLoad): RuleFinding {
  const { model, backend, capacity, scenario } = place;
  const sum = sumOf(load.calls, stormOfCall, (call) =>
    isRepeated(call) ? `${nameOf(call)} (${call.attempts} attempts)` : nameOf(call),
  );
  const [first] = load.calls.filter(isRepeated);
  return finding(place, {
    message: `${named(model, backend)} is asked up to ${perSecond(stormOf(load))} while it fails at the peak of scenario "${scenario.name}", above its capacity of ${perSecond(capacity)}: ${sum}`,
    hint: `a breaker${first === undefined ? '' : ` in ${named(model, first.integration)}`} ends the retries when most calls fail`,
  });
}

/** `listOrders 64/s + getStock 3/s`. */
function sumOf(
  calls: readonly CallLoad[],
  rateOf: (call: CallLoad) => number,
  textOf: (call: CallLoad) => string,
): string {
  const { shown, others } = largestTerms(calls, rateOf);
  const words = shown.map((call) => `${textOf(call)} ${perSecond(rateOf(call))}`);
  const rest = others.reduce((sum, call) => sum + rateOf(call), 0);
  return others.length === 0
    ? words.join(' + ')
    : `${words.join(' + ')} + ${others.length} more ${perSecond(rest)}`;
}

function nameOf({ operation }: CallLoad): string {
  return operation.name;
}

function finding(
  { backend, scenario }: Place,
  words: { readonly message: string; readonly hint: string },
): RuleFinding {
  return {
    ...words,
    span: backend.behaves.written.get('capacity') ?? backend.span,
    path: `${backend.path}.behaves.capacity`,
    related: [relatedLoad(scenario)],
  };
}

/** Calls per second while every attempt fails. */
function stormOf({ calls }: BackendLoad): number {
  return calls.reduce((sum, call) => sum + stormOfCall(call), 0);
}

/** Failures are not cached. A breaker ends retries before they count. */
function stormOfCall(call: CallLoad): number {
  return isRepeated(call) ? call.mostPerSecond : call.uncachedPerSecond;
}

function isRepeated({ operation, attempts }: CallLoad): boolean {
  return operation.resilience.breaker === null && attempts > 1;
}
