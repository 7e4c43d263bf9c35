import type { Rule } from './rule.ts';
import { named } from './shared/wording.ts';

/** Elements that nobody answers for. */
export const noOwner: Rule = {
  id: 'no-owner',
  group: 'operations',
  severity: 'info',
  summary: 'Elements have no owner, and the blueprint names none for all.',
  why: 'When one of them fails at night, somebody has to be called. Generated manifests carry the owner as a label.',
  example: {
    bad: `
owner: null
`,
    good: `
owner: team-channels
`,
  },
  check: (model, report) => {
    const [first, ...others] = model.elements.filter((one) => one.owner === '' && one.tier !== 'providers');
    if (first === undefined) return;
    const rest =
      others.length === 1 ? ' and 1 other element have' : ` and ${others.length} other elements have`;
    report({
      message: `${named(model, first)}${others.length === 0 ? ' has' : rest} no owner`,
      span: first.span,
      path: first.path,
      hint: 'add "owner" at the top of the blueprint for all, or to each element',
    });
  },
};
