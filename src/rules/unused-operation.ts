import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import type {
  Frontend,
  FrontendOperation,
  Integration,
  IntegrationOperation,
  Model,
} from '../model/model.ts';
import type { Rule } from './rule.ts';
import { partsOf } from './shared/parts.ts';
import { waysIn } from './shared/ways-in.ts';
import { named } from './shared/wording.ts';

type Operation = FrontendOperation | IntegrationOperation;

/** Operations that no request can reach. */
export const unusedOperation: Rule = {
  id: 'unused-operation',
  group: 'references',
  severity: 'warning',
  summary:
    'No route leads to an operation of a frontend, or no frontend gathers from an operation of an integration.',
  why: 'It is written, generated and tested for nobody; more often, the route or the part that should use it is missing.',
  example: {
    bad: `
integrations:
  crm-integration:
    operations:
      readLoyalty: { http: 'GET /loyalty/{id}', calls: crm.readCustomer }
`,
    good: `
frontends:
  account:
    operations:
      getAccount:
        gathers:
          loyalty: { from: crm-integration.readLoyalty, optional: true }
integrations:
  crm-integration:
    operations:
      readLoyalty: { http: 'GET /loyalty/{id}', calls: crm.readCustomer }
`,
  },
  check: (model, report) => {
    const used = usedOperations(model);
    const elements = new Set(model.edges.map((edge) => edge.to));
    for (const element of [...model.frontends, ...model.integrations]) {
      // An element that nothing uses is reported as a whole.
      if (!elements.has(element.name)) continue;
      for (const operation of element.operations) {
        if (used.has(operation)) continue;
        report({
          message: `operation "${operation.name}" of ${named(model, element)} is not used by anything`,
          span: operation.span,
          path: operation.path,
          hint: hintFor(element, operation),
          ...fixOf({
            title: `remove the operation "${operation.name}"`,
            safety: 'suggestion',
            edits: [removeEntry(operation.span)],
          }),
        });
      }
    }
  },
};

function usedOperations(model: Model): ReadonlySet<Operation> {
  const used = new Set<Operation>(waysIn(model).map((way) => way.operation));
  for (const { gather } of partsOf(model)) {
    if (gather.from.type === 'integration') used.add(gather.from.operation);
  }
  return used;
}

function hintFor({ tier }: Frontend | Integration, { http }: Operation): string {
  if (tier === 'integrations') return 'gather from it in a frontend, or remove it';
  return `add a route of the gateway that takes "${http.path}", or remove it`;
}
