import type { Rule } from './rule.ts';
import { formerNamesOf, type Named, namedGroups } from './shared/renamed.ts';

/** Things that say they had one name, both of them. */
export const sharedFormerName: Rule = {
  id: 'shared-former-name',
  group: 'naming',
  severity: 'error',
  summary: 'Two elements, or two operations of one, were formerly called the same.',
  why: 'Files are known again by the former name, and nobody can say which of the two they belong to.',
  example: {
    bad: `
frontends:
  storefront: { formerly: shop }
  checkout: { formerly: [basket, shop] }
`,
    good: `
frontends:
  storefront: { formerly: shop }
  checkout: { formerly: basket }
`,
  },
  check: (model, report) => {
    for (const group of namedGroups(model)) {
      const first = new Map<string, Named>();
      for (const one of group) {
        if (one.isImplied) continue;
        for (const { name, span, path } of formerNamesOf(one)) {
          const other = first.get(name);
          if (other === undefined) {
            first.set(name, one);
            continue;
          }
          report({
            message: `${one.shown} was formerly "${name}", and so was ${other.shown}`,
            span,
            path,
            related: [{ message: `"${other.name}" is declared here`, span: other.span }],
            hint: 'leave the name with the one that its files belong to',
          });
        }
      }
    }
  },
};
