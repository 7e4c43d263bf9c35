import type { Rule } from './rule.ts';

const MOST = 8;

/** Screens that wait for many. */
export const wideFanOut: Rule = {
  id: 'wide-fan-out',
  group: 'pattern',
  severity: 'info',
  summary: `An operation gathers more than ${MOST} parts.`,
  why: 'An answer is as slow as its slowest part: if each of nine parts is slow once in a hundred times, one screen in twelve is. And each request of a phone becomes as many requests of the systems behind.',
  example: {
    bad: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          a: { from: catalog-integration.listOffers, optional: true }
          b: { from: catalog-integration.listOffers, optional: true }
          c: { from: catalog-integration.listOffers, optional: true }
          d: { from: catalog-integration.listOffers, optional: true }
          e: { from: catalog-integration.listOffers, optional: true }
          f: { from: catalog-integration.listOffers, optional: true }
`,
    good: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          teasers: { from: catalog-integration.listOffers, optional: true }
`,
  },
  check: (model, report) => {
    for (const frontend of model.frontends) {
      for (const operation of frontend.operations) {
        if (operation.gathers.length <= MOST) continue;
        report({
          message: `operation "${operation.name}" gathers ${operation.gathers.length} parts`,
          span: operation.span,
          path: operation.path,
          hint: `let an integration give several of them at once, or let the screen ask twice: ${MOST} are many`,
        });
      }
    }
  },
};
