import { expressionsOf } from '../expressions/model-expressions.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { Rule } from './rule.ts';
import { namesOf } from './shared/wording.ts';

/** Requests whose bodies lack what the contract requires. */
export const incompleteBody: Rule = {
  id: 'incomplete-body',
  group: 'contracts',
  severity: 'warning',
  summary: 'The body that a "sends" makes lacks fields that the contract requires.',
  why: 'A stand-in takes it all the same; the real backend refuses it, or fills the gap in with something.',
  example: {
    bad: `
integrations:
  erp-integration:
    operations:
      createOrder:
        sends: '{ "customerNumber": body.customerId, "line": [body.items.{ "material": sku }] }'
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
      if (goesTo === null || gaps.incomplete.length === 0) continue;
      const names = gaps.incomplete.map((trail) => trail.join('.'));
      report({
        message: `"${role}" of ${owner} leaves out ${namesOf('field', names)}, which the contract of "${goesTo.label}" requires`,
        span: writtenPlace(span, text, { start: 0, end: text.length }).span,
        path,
        hint: `add ${names.length === 1 ? 'it' : 'them'}`,
      });
    }
  },
};
