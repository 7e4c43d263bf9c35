import { DEFAULTS } from '../defaults.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME, PLAIN_NAME, ROUTE } from './forms.ts';
import {
  closed,
  filledMapOf,
  flag,
  mapOf,
  matching,
  oneOfTexts,
  quantity,
  type Schema,
  whole,
} from './parts.ts';

/** Returns the schema of `gateway`: the one way in. */
export function gatewaySchema(): Schema {
  const gateway = closed(
    {
      ...ELEMENT_KEYS,
      authenticates: matching(ELEMENT_NAME, {
        description:
          'The identity service whose tokens are asked for. Without it, every request is let in. Phones need a route to it.',
        examples: ['identity'],
      }),
      deadline: quantity('duration', {
        description:
          'Time within which an answer has to begin. What phones need to send a request and to read the answer does not count. What is left of it travels with every call.',
        default: DEFAULTS.gateway.deadline,
      }),
      plans: mapOf(PLAIN_NAME, planSchema(), {
        description:
          'How many requests an application may make, by name of the plan. Without plans, there is no limit.',
        default: {},
        examples: [{ standard: { rate: '20/s', burst: 40 } }],
      }),
      routes: filledMapOf(ROUTE, routeSchema(), {
        description:
          'Where requests go, by path: `/home`, `/products/{sku}`, or `/orders/**` for the path and all below it. The most specific route wins.',
        examples: [{ '/home': { to: 'storefront', cache: '15s' } }],
      }),
    },
    { description: 'One gateway.', required: ['routes'] },
  );
  return filledMapOf(ELEMENT_NAME, gateway, {
    description: 'API gateways: authenticate, limit, route and cache, and hide the landscape.',
    examples: [{ 'mobile-api': { routes: { '/home': { to: 'storefront' } } } }],
  });
}

function planSchema(): Schema {
  return closed(
    {
      rate: quantity('rate', { description: 'Requests that are let through in the long run.' }),
      burst: whole([1, 1_000_000], {
        description:
          'Requests that may come at once. Without it, as many as the rate gives in a second, at least one.',
        examples: [40],
      }),
      per: oneOfTexts(['app', 'device'], {
        description: 'Whether all phones of an application share the plan, or each has it for itself.',
        default: DEFAULTS.gateway.per,
      }),
    },
    { description: 'One plan: a token bucket.', required: ['rate'] },
  );
}

function routeSchema(): Schema {
  return closed(
    {
      to: matching(ELEMENT_NAME, {
        description: 'The frontend or mobile service that answers.',
        examples: ['storefront'],
      }),
      cache: quantity('duration', {
        description: 'How long the answer to a GET may be given again. Without it, not at all.',
        examples: ['15s'],
      }),
      'cache-per': oneOfTexts(['caller', 'everyone'], {
        description: 'Whether a cached answer is only for the caller who got it first.',
        default: DEFAULTS.gateway.cachePer,
      }),
      idempotency: oneOfTexts(['required', 'accepted'], {
        description:
          'Whether a POST or PATCH must carry an Idempotency-Key, or may. Repeated requests with the same key get the first answer.',
        default: DEFAULTS.gateway.idempotency,
        examples: ['required'],
      }),
      public: flag({
        description:
          'Whether requests are let in without a token. Without it, true for routes to an identity service and false for others.',
      }),
    },
    { description: 'One route.', required: ['to'] },
  );
}
