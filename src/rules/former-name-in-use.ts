import type { Rule } from './rule.ts';
import { formerNamesOf, namedGroups } from './shared/renamed.ts';

/** Things that say they had a name that another one has. */
export const formerNameInUse: Rule = {
  id: 'former-name-in-use',
  group: 'naming',
  severity: 'error',
  summary: 'An element or an operation was formerly called as another one is now.',
  why: 'Files are known again by the former name, and those of that name belong to the one that has it now.',
  example: {
    bad: `
frontends:
  storefront: { formerly: checkout }
`,
    good: `
frontends:
  storefront: { formerly: shop-window }
`,
  },
  check: (model, report) => {
    for (const group of namedGroups(model)) {
      const users = new Map(group.map((one) => [one.name, one]));
      for (const one of group) {
        for (const { name, span, path } of formerNamesOf(one)) {
          const user = users.get(name);
          // Of two implied ones, what they are implied by is reported.
          if (user === undefined || user === one || (one.isImplied && user.isImplied)) continue;
          report({
            message: `${one.shown} was formerly "${name}", which is now the name of ${user.shown}`,
            span,
            path,
            related: [{ message: `"${name}" is declared here`, span: user.span }],
            hint: 'take the name out; where both were renamed, rename one after the other and generate in between',
          });
        }
      }
    }
  },
};
