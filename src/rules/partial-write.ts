import type { Rule } from './rule.ts';
import { isWrite } from './shared/parts.ts';
import { quotedList } from './shared/wording.ts';

/** Operations that write in several places and are lost when one of them fails. */
export const partialWrite: Rule = {
  id: 'partial-write',
  group: 'resilience',
  severity: 'warning',
  summary: 'An operation has several writing parts that must all succeed.',
  why: 'When the second write fails, the first has been done, the phone is told that all failed, and nothing undoes it: an order without a payment, or a payment without an order.',
  example: {
    bad: `
frontends:
  checkout:
    operations:
      placeOrder:
        gathers:
          event: { optional: false }
`,
    good: `
frontends:
  checkout:
    operations:
      placeOrder:
        gathers:
          event: { optional: true }
`,
  },
  check: (model, report) => {
    for (const frontend of model.frontends) {
      for (const operation of frontend.operations) {
        const writes = operation.gathers.filter((gather) => !gather.optional && isWrite(gather));
        if (writes.length < 2) continue;
        const parts = writes.map(({ part }) => part);
        report({
          message: `parts ${quotedList(parts)} of operation "${operation.name}" write and must all succeed, but nothing undoes one when another fails`,
          span: operation.span,
          path: operation.path,
          related: writes.map(({ part, span }) => ({ message: `part "${part}" writes`, span })),
          hint: 'make all but one of them optional and let them wait for it by "after", or let one system do it all',
        });
      }
    }
  },
};
