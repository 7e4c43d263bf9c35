import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import type { Element, FaultSpec, Plan } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { named } from './shared/wording.ts';

/** Elements without a declared way to them, and plans that no application is on. */
export const unusedElement: Rule = {
  id: 'unused-element',
  group: 'references',
  severity: 'warning',
  summary: 'An element or a plan is declared that nothing uses.',
  why: 'It is generated, deployed and paid for without ever getting a request; more often, the reference to it is missing.',
  example: {
    bad: `
gateway:
  mobile-api:
    plans:
      partner: { rate: 50/s }
`,
    good: `
gateway:
  mobile-api:
    plans:
      shopper: { rate: 10/s, burst: 40, per: device }
`,
  },
  check: (model, report) => {
    const used = new Set(model.edges.map((edge) => edge.to));
    const faulted = new Set(model.scenarios.flatMap(({ faults }) => faults.flatMap(elementsOf)));
    for (const element of model.elements) {
      const hint = hintFor(element);
      if (hint === null || used.has(element.name)) continue;
      const message = `${named(model, element)} is not used by anything`;
      // A fault on it would be left on nothing.
      const fix = faulted.has(element.name) ? {} : removal(element);
      report({ message, span: element.span, path: element.path, hint, ...fix });
    }
    const plans = new Set(model.devices.map((app) => app.plan));
    for (const gateway of model.gateways) {
      for (const plan of gateway.plans) {
        if (plans.has(plan)) continue;
        const message = `plan "${plan.name}" of API gateway "${gateway.name}" is not used by anything`;
        const hint = `name it as the "plan" of a mobile application, or remove it`;
        const path = `${gateway.path}.plans.${plan.name}`;
        report({ message, span: plan.span, path, hint, ...removal(plan) });
      }
    }
  },
};

/** Null: nothing needs to use it. */
function hintFor(element: Element): string | null {
  switch (element.tier) {
    case 'gateway':
      return 'name it as the "gateway" of a mobile application, or remove it';
    case 'frontends':
      return 'add a route of the gateway to it, or remove it';
    case 'integrations':
      return 'gather from it in a frontend, or remove it';
    case 'mobileServices':
      return 'add a route of the gateway to it, gather from it in a frontend, or remove it';
    case 'backends':
      return 'add an integration that reaches it, or remove it';
    case 'devices':
    case 'providers':
      return null;
  }
}

function elementsOf({ on }: FaultSpec): readonly string[] {
  return on.type === 'element' ? [on.element] : [on.from, on.to];
}

function removal({ name, span }: Element | Plan) {
  return fixOf({ title: `remove "${name}"`, safety: 'suggestion', edits: [removeEntry(span)] });
}
