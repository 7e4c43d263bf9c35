import { expressionsOf } from '../expressions/model-expressions.ts';
import { isAnonymous } from '../expressions/operation-input.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { Model, Step } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { type Part, partsOf, pathOfPart } from './shared/parts.ts';
import { queryNames } from './shared/query-names.ts';
import { namesOf } from './shared/wording.ts';

/** Calls that lack what they need. */
export const missingInput: Rule = {
  id: 'missing-input',
  group: 'contracts',
  severity: 'error',
  summary: 'A call is made without something that it needs.',
  why: 'The request is refused every time: by the service that cannot fill in a path, or by the one that gets it.',
  example: {
    bad: `
integrations:
  erp-integration:
    operations:
      createOrder: { sends: '{ "customerNumber": body.customerId }' }
`,
    good: `
integrations:
  erp-integration:
    operations:
      createOrder:
        sends: '{ "customerNumber": body.customerId, "line": [body.items.{ "material": sku, "quantity": quantity }] }'
`,
  },
  check: (model, report) => {
    for (const { role, owner, goesTo, gaps, span, text, path } of expressionsOf(model)) {
      const { missing } = gaps;
      if (goesTo === null || missing.length === 0) continue;
      report({
        message: `"${role}" of ${owner} gives no value for ${namesOf('field', missing)}, which "${goesTo.label}" needs`,
        span: writtenPlace(span, text, { start: 0, end: text.length }).span,
        path,
        hint: `add ${missing.length === 1 ? 'it' : 'them'}`,
      });
    }
    for (const part of partsOf(model)) {
      for (const name of unfilled(model, part)) {
        const { operation, gather, frontend } = part;
        const call = `${gather.from.element.name}.${gather.from.operation.name}`;
        report({
          message: `part "${gather.part}" of "${frontend.name}.${operation.name}" has nothing for "${name}" in the path of "${call}"`,
          span: gather.written.get('from') ?? gather.span,
          path: `${pathOfPart(operation, gather)}.from`,
          hint: `add "sends", such as '{ "${name}": query.${name} }', or let the gateway authenticate: then the caller's id is used`,
        });
      }
    }
  },
};

/**
 * Names in the path of a part's call that nothing can fill: without "sends" they are taken from the path of the request, else they are
 * the caller's id; without a caller they are looked for in query and body.
 */
function unfilled(model: Model, part: Part): readonly string[] {
  const { operation, gather } = part;
  const { from, sends } = gather;
  if (sends !== null || !['GET', 'HEAD'].includes(operation.http.method)) return [];
  if (!isAnonymous(model, part)) return [];
  const wanted = from.type === 'integration' ? from.operation.http.parameters : [];
  const steps = model.devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
  return wanted.filter(
    (name) => !operation.http.parameters.includes(name) && !steps.some((step) => asksFor(step, part, name)),
  );
}

function asksFor(step: Step, { frontend }: Part, name: string): boolean {
  return step.type === 'request' && step.route.to === frontend && queryNames(step.path).includes(name);
}
