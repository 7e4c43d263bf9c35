import { expressionsOf, type ModelExpression } from '../expressions/model-expressions.ts';
import { type RunawayPart, runawayParts } from '../expressions/runaway-parts.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { Rule } from './rule.ts';

/** Expressions that may not end. */
export const runawayExpression: Rule = {
  id: 'runaway-expression',
  group: 'contracts',
  severity: 'warning',
  summary: 'An expression may take very long, or never end.',
  why: 'A service evaluates expressions one after the other: while one runs, all other requests wait.',
  example: {
    bad: `
integrations:
  catalog-integration:
    operations:
      listProducts:
        maps: '($page := function($n) { $n = 0 ? [] : $append($page($n - 1), products) }; $page(total))'
`,
    good: `
integrations:
  catalog-integration:
    operations:
      listProducts: { maps: '$map(products, function($product) { $product.sku })' }
`,
  },
  check: (model, report) => {
    for (const expression of expressionsOf(model)) {
      const { facts, role, owner, span, text, path } = expression;
      if (facts === null) continue;
      for (const part of runawayParts(facts, (field) => isFromRequest(expression, field))) {
        const { says, hint } = wordsFor(part);
        report({
          message: `"${role}" of ${owner} ${says}`,
          span: writtenPlace(span, text, part.at).span,
          path,
          hint,
        });
      }
    }
  },
};

function isFromRequest({ role }: ModelExpression, field: string): boolean {
  return role === 'sends' && ['params', 'query', 'body'].includes(field);
}

/** Longer lists are refused by JSONata. */
const MOST_ITEMS = 10_000_000;

function wordsFor(part: RunawayPart): { readonly says: string; readonly hint: string } {
  switch (part.type) {
    case 'recursion':
      return {
        says: `has a function "$${part.name}" that calls itself, and may never end`,
        hint: 'use $map, $filter or $reduce: they end with their list',
      };
    case 'range':
      return { says: rangeWords(part), hint: 'make shorter lists, such as one item for each that there is' };
    case 'eval':
      return {
        says: 'evaluates data as an expression: whoever sends the data says how long that takes',
        hint: 'write the expression here, without $eval',
      };
  }
}

function rangeWords({ length, field }: Extract<RunawayPart, { type: 'range' }>): string {
  if (length === null) return `makes a list that is as long as "${field}" of the request says`;
  const words = `makes a list of ${length} numbers`;
  return length > MOST_ITEMS ? `${words}, and JSONata refuses more than ${MOST_ITEMS}` : words;
}
