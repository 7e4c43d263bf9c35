import { fixOf, insertEntry } from '../diagnostics/edits.ts';
import type { Gateway, MobileService, Model } from '../model/model.ts';
import { matchRoute } from '../model/path-index.ts';
import type { Rule } from './rule.ts';

/** Gateways that let everybody in. */
export const unauthenticatedGateway: Rule = {
  id: 'unauthenticated-gateway',
  group: 'security',
  severity: 'warning',
  summary: 'A gateway asks nobody for a token.',
  why: 'Whoever finds it reaches everything behind it, and no answer can depend on who asks. Plans limit callers by their tokens: without tokens they limit nobody.',
  example: {
    bad: `
gateway:
  mobile-api:
    authenticates: null
`,
    good: `
gateway:
  mobile-api:
    authenticates: identity
`,
  },
  check: (model, report) => {
    for (const gateway of model.gateways) {
      if (gateway.authenticates !== null) continue;
      const plans = gateway.plans.length > 0 ? ', so its plans limit nobody' : '';
      report({
        message: `API gateway "${gateway.name}" asks nobody for a token${plans}`,
        span: gateway.span,
        path: gateway.path,
        ...remedy(model, gateway),
      });
    }
  },
};

function remedy(model: Model, gateway: Gateway) {
  const identities = model.mobileServices.filter((service) => service.kind.id === 'identity');
  const routed = identities.find((service) => isRouted(gateway, service));
  const [identity = null] = routed ? [routed] : identities;
  if (identity === null) {
    const hint =
      'add a mobile service of the kind identity, a route to it, and "authenticates" with its name';
    return { hint };
  }
  const route = routed ? '' : ` and the route "/auth/**: { to: ${identity.name} }"`;
  const hint = `add "authenticates: ${identity.name}"${route}`;
  if (route !== '') return { hint };
  const edit = insertEntry(gateway.span, { key: 'authenticates', value: identity.name, at: 'first' });
  return {
    hint,
    ...fixOf({ title: `authenticate with "${identity.name}"`, safety: 'suggestion', edits: [edit] }),
  };
}

/** True if phones can get their token there: the operations that they call before they have one. */
function isRouted({ routes }: Gateway, service: MobileService): boolean {
  return service.kind.operations
    .filter((operation) => operation.public && operation.audience === 'device')
    .every((operation) => matchRoute(routes, operation.path)?.to === service);
}
