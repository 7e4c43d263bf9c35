import type { Element, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { named } from './shared/wording.ts';

/** Former names that cannot be what an element was called, because another is called so that took no name over, or was too. */
export const formerName: Rule = {
  id: 'former-name',
  group: 'references',
  severity: 'error',
  summary: 'An element says that it had a name before that another element has, or had too.',
  why: 'What was generated under the former name moves to the element. If another element has that name without having had another, or had it as well, nobody can tell whose files they are. Names can be shifted and swapped, if each element says what it was called.',
  example: {
    bad: `
frontends:
  storefront:
    formerly: checkout
`,
    good: `
frontends:
  storefront:
    formerly: shop
`,
  },
  check: (model, report) => {
    const now = new Map(model.elements.map((element) => [element.name, element]));
    const before = new Map<string, Element>();
    for (const element of model.elements) {
      // Those of a provider follow from those of its service.
      if (element.tier === 'providers') continue;
      for (const name of new Set(element.formerly)) {
        const reason = reasonAgainst(name, { element, now: now.get(name), before: before.get(name), model });
        if (!before.has(name)) before.set(name, element);
        if (reason === null) continue;
        report({
          message: `${named(model, element)} cannot have been called "${name}" before: ${reason}`,
          span: element.written.get('formerly') ?? element.span,
          path: `${element.path}.formerly`,
          hint: 'name what it was called when it was generated last; what has that name now and had another then says so too',
        });
      }
    }
  },
};

interface Claim {
  readonly element: Element;
  /** Who has the name. */
  readonly now: Element | undefined;
  /** Who else says that it had it. */
  readonly before: Element | undefined;
  readonly model: Model;
}

function reasonAgainst(name: string, { element, now, before, model }: Claim): string | null {
  if (now === element) return `"${name}" is what it is called now`;
  // One that had another name itself took this one over: names were shifted or swapped.
  if (now !== undefined && now.formerly.length === 0) return `${named(model, now)} is called so`;
  return before === undefined ? null : `${named(model, before)} says so too`;
}
