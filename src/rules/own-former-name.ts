import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import type { Rule } from './rule.ts';
import { formerNamesOf, namedGroups } from './shared/renamed.ts';

/** Things that say they had the name that they have. */
export const ownFormerName: Rule = {
  id: 'own-former-name',
  group: 'naming',
  severity: 'warning',
  summary: 'An element or an operation was formerly called as it is now.',
  why: 'That says nothing; most likely the name was changed at both places, and the old one is lost.',
  example: {
    bad: `
frontends:
  storefront: { formerly: storefront }
`,
    good: `
frontends:
  storefront: { formerly: shop-window }
`,
  },
  check: (model, report) => {
    for (const one of namedGroups(model).flat()) {
      const own = one.isImplied ? undefined : formerNamesOf(one).find(({ name }) => name === one.name);
      if (own === undefined) continue;
      const { span, path } = own;
      const isAlone = one.formerly.every((name) => name === one.name);
      const removal = {
        title: 'remove "formerly"',
        safety: 'suggestion',
        edits: [removeEntry(span)],
      } as const;
      report({
        message: `${one.shown} was formerly "${one.name}", which is its name`,
        span,
        path,
        hint: 'write the name that it had before, or take it out',
        ...(isAlone ? fixOf(removal) : {}),
      });
    }
  },
};
