import { DEFAULTS } from '../defaults.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME, HTTP, OPERATION_NAME, REFERENCE } from './forms.ts';
import { closed, filledMapOf, mapOf, matching, quantity, type Schema, text, whole } from './parts.ts';

/** Returns the schema of `integrations`: each reaches one backend and translates. */
export function integrationsSchema(): Schema {
  const operation = closed(
    {
      title: text({ description: 'Name for people. Without it, the key.', examples: ['Read a customer'] }),
      http: matching(HTTP, {
        description: 'Method and path that it answers.',
        examples: ['GET /customers/{id}'],
      }),
      calls: matching(REFERENCE, {
        description: "The backend's operation, as its contract names it.",
        examples: ['crm.readCustomer'],
      }),
      sends: text({
        description:
          "JSONata over `{ params, query, body }` that gives the backend's input. Without it, input goes by name.",
        examples: ['{ "custNo": params.id }'],
      }),
      maps: text({
        description:
          "JSONata over the backend's answer that gives the answer. Without it, it is passed on as it is.",
        examples: ['{ "id": custNo, "name": firstName & " " & lastName }'],
      }),
      resilience: resilienceSchema(
        "How calls of this operation stand failures. What it leaves out is the integration's.",
      ),
    },
    { description: 'One operation.', required: ['http', 'calls'] },
  );
  const integration = closed(
    {
      ...ELEMENT_KEYS,
      reaches: matching(ELEMENT_NAME, {
        description: 'The one backend system that it talks to.',
        examples: ['crm'],
      }),
      resilience: resilienceSchema('How calls of all its operations stand failures.'),
      operations: filledMapOf(OPERATION_NAME, operation, {
        description: 'What it answers, by name.',
        examples: [{ getCustomer: { http: 'GET /customers/{id}', calls: 'crm.readCustomer' } }],
      }),
    },
    { description: 'One integration microservice.', required: ['reaches', 'operations'] },
  );
  return mapOf(ELEMENT_NAME, integration, {
    description: 'Integration microservices: reach one backend each, translating protocol and data.',
    examples: [{ 'crm-integration': { reaches: 'crm', operations: {} } }],
  });
}

function resilienceSchema(description: string): Schema {
  return closed(
    {
      timeout: quantity('duration', {
        description: 'Time that one attempt may take.',
        default: DEFAULTS.resilience.timeout,
        examples: ['400ms'],
      }),
      retries: whole([0, 10], {
        description:
          'Further attempts after a failed one; only of a GET, HEAD, PUT or DELETE of the backend, or with an Idempotency-Key; with SOAP, which carries no such key, only of a GET or HEAD of the integration. As far as the deadline holds.',
        default: DEFAULTS.resilience.retries,
        examples: [2],
      }),
      breaker: breakerSchema(),
    },
    { description, examples: [{ timeout: '400ms', retries: 2 }] },
  );
}

function breakerSchema(): Schema {
  return closed(
    {
      errors: quantity('share', {
        description: 'Share of failed calls at which calls are no longer made.',
        default: DEFAULTS.breaker.errors,
        examples: ['50%'],
      }),
      over: whole([1, 100_000], {
        description: 'Number of last calls that the share is taken over.',
        default: DEFAULTS.breaker.over,
        examples: [20],
      }),
      open: quantity('duration', {
        description: 'How long no calls are made, before one is tried.',
        default: DEFAULTS.breaker.open,
        examples: ['5s'],
      }),
    },
    {
      description: 'Stops calling a backend that fails. Without it, there is none.',
      examples: [{ errors: '50%', over: 20, open: '5s' }],
    },
  );
}
