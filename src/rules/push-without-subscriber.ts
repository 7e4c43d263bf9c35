import { nearIn, suggest } from '../diagnostics/suggest.ts';
import { expressionsOf, type ModelExpression } from '../expressions/model-expressions.ts';
import { replacement } from '../expressions/suggestion.ts';
import { type Literal, type Tree, walk } from '../expressions/tree.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { MobileService, Model } from '../model/model.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { type Part, partsOf, pathOfPart } from './shared/parts.ts';

/** Messages that no phone gets. */
export const pushWithoutSubscriber: Rule = {
  id: 'push-without-subscriber',
  group: 'journeys',
  severity: 'warning',
  summary: 'Push messages are sent that no journey subscribes to.',
  why: 'A message goes to the phones that have registered for it. Where none has, the push providers get no load, and a misspelt category is noticed by nobody.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      buy:
        steps:
          - subscribe: order-news
          - { request: POST /orders, body: { items: [{ sku: '{sku}', quantity: 1 }] } }
`,
    good: `
devices:
  shopper-app:
    journeys:
      buy:
        steps:
          - subscribe: order-updates
          - { request: POST /orders, body: { items: [{ sku: '{sku}', quantity: 1 }] } }
`,
  },
  check: (model, report) => {
    const sends = new Map(expressionsOf(model).map((one) => [one.path, one]));
    for (const part of partsOf(model)) {
      const { from } = part.gather;
      if (from.type !== 'mobileService' || from.element.kind.id !== 'push' || from.operation.name !== 'send')
        continue;
      const path = pathOfPart(part.operation, part.gather);
      const categories = subscribedCategories(model, from.element);
      if (categories === null) continue;
      const expression = sends.get(`${path}.sends`);
      if (categories.size === 0) report({ ...nobody(part, from.element), path: `${path}.from` });
      else if (expression !== undefined) {
        for (const finding of unknownCategories(expression, categories)) report(finding);
      }
    }
  },
};

/** Null where phones register by requests of their own: for what, nobody knows. */
function subscribedCategories(model: Model, service: MobileService): ReadonlySet<string> | null {
  const steps = model.devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
  const registers = steps.some(
    (step) => step.type === 'request' && step.route.to === service && step.method === 'POST',
  );
  if (registers) return null;
  return new Set(
    steps.flatMap((step) => (step.type === 'service' && step.service === service ? [step.argument] : [])),
  );
}

function nobody({ frontend, operation, gather }: Part, service: MobileService): Omit<RuleFinding, 'path'> {
  return {
    message: `part "${gather.part}" of "${frontend.name}.${operation.name}" sends messages by "${service.name}", and no phone subscribes to any`,
    span: gather.written.get('from') ?? gather.span,
    hint: 'add a step such as "subscribe: order-updates" to a journey',
  };
}

function unknownCategories(
  expression: ModelExpression,
  subscribed: ReadonlySet<string>,
): readonly RuleFinding[] {
  const { reading, owner, span, text, path } = expression;
  if (reading.type !== 'tree') return [];
  return categoriesIn(reading.tree).flatMap(({ value, at }): readonly RuleFinding[] => {
    const name = String(value);
    if (at === null || subscribed.has(name)) return [];
    const hint = suggest(name, subscribed, 'they subscribe to');
    const near = nearIn(hint);
    return [
      {
        message: `"sends" of ${owner} is for the category "${name}", which no phone subscribes to`,
        span: writtenPlace(span, text, at).span,
        path,
        ...(hint === undefined ? {} : { hint }),
        ...(near === null ? {} : replacement(expression, { at, from: name, to: near })),
      },
    ];
  });
}

/** The texts of `"criteria": { "categories": [...] }`. */
function categoriesIn(tree: Tree): readonly Literal[] {
  const found: Literal[] = [];
  walk(tree, (one) => {
    for (const categories of valuesOf(one, 'criteria').flatMap((criteria) =>
      valuesOf(criteria, 'categories'),
    )) {
      const items = categories.type === 'list' ? categories.items : [categories];
      for (const item of items)
        if (item.type === 'literal' && typeof item.value === 'string') found.push(item);
    }
  });
  return found;
}

function valuesOf(tree: Tree, name: string): readonly Tree[] {
  if (tree.type !== 'object') return [];
  return tree.pairs.flatMap(([key, value]) => (key.type === 'literal' && key.value === name ? [value] : []));
}
