import type { Element, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';

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
    for (const element of model.elements) {
      const hint = hintFor(element);
      if (hint === null || used.has(element.name)) continue;
      const message = `${nounOf(model, element)} "${element.name}" is not used by anything`;
      report({ message, span: element.span, path: element.path, hint });
    }
    const plans = new Set(model.devices.map((app) => app.plan));
    for (const gateway of model.gateways) {
      for (const plan of gateway.plans) {
        if (plans.has(plan)) continue;
        const message = `plan "${plan.name}" of API gateway "${gateway.name}" is not used by anything`;
        const hint = `name it as the "plan" of a mobile application, or remove it`;
        report({ message, span: plan.span, path: `${gateway.path}.plans.${plan.name}`, hint });
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

function nounOf(model: Model, element: Element): string {
  return model.pattern.tiers.find((tier) => tier.key === element.tier)?.noun ?? element.tier;
}
