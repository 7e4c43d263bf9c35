import type { Backend, Integration } from '../model/model.ts';
import type { Rule } from './rule.ts';

/** Backends that several integrations translate. */
export const sharedBackend: Rule = {
  id: 'shared-backend',
  group: 'pattern',
  severity: 'info',
  summary: 'Two integration microservices reach the same backend system.',
  why: 'Its protocol and its words are translated twice: a change of its contract has to be made in both, and neither breaker sees what the other one calls.',
  example: {
    bad: `
integrations:
  loyalty-integration:
    reaches: crm
    operations:
      readLoyalty: { http: 'GET /loyalty/{id}', calls: crm.readCustomer }
`,
    good: `
integrations:
  crm-integration:
    operations:
      readLoyalty: { http: 'GET /loyalty/{id}', calls: crm.readCustomer }
`,
  },
  check: (model, report) => {
    const first = new Map<Backend, Integration>();
    for (const integration of model.integrations) {
      const { reaches, name, path } = integration;
      const other = first.get(reaches);
      if (other === undefined) {
        first.set(reaches, integration);
        continue;
      }
      report({
        message: `integration microservice "${name}" reaches backend system "${reaches.name}", as "${other.name}" does`,
        span: integration.written.get('reaches') ?? integration.span,
        path: `${path}.reaches`,
        related: [
          { message: `"${other.name}" reaches it here`, span: other.written.get('reaches') ?? other.span },
        ],
        hint: `move its operations to "${other.name}"`,
      });
    }
  },
};
