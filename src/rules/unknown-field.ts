import { createSuggest, type Suggest } from '../diagnostics/suggest.ts';
import type { CallInput } from '../expressions/call-input.ts';
import type { UnknownInput } from '../expressions/compare-input.ts';
import type { Miss, UnsetVariable } from '../expressions/infer.ts';
import { expressionsOf, type ModelExpression } from '../expressions/model-expressions.ts';
import { namesOf } from '../expressions/shape.ts';
import { suggestionFor } from '../expressions/suggestion.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { Rule, RuleFinding } from './rule.ts';

/** Fields that expressions read and nobody has, and fields that they give and nobody takes. */
export const unknownField: Rule = {
  id: 'unknown-field',
  group: 'contracts',
  severity: 'warning',
  summary: 'An expression reads a field that is not there, or gives one that nobody takes.',
  why: 'JSONata leaves out what it does not find, without an error: the field is missing from every answer, or from every request.',
  example: {
    bad: `
integrations:
  crm-integration:
    operations:
      getCustomer: { maps: '{ "id": custNo, "loyalty": loyalty.teir }' }
`,
    good: `
integrations:
  crm-integration:
    operations:
      getCustomer: { maps: '{ "id": custNo, "loyalty": loyalty.tier }' }
`,
  },
  check: (model, report) => {
    const suggest = createSuggest();
    for (const expression of expressionsOf(model)) {
      const { inference, goesTo, gaps, path } = expression;
      for (const miss of inference?.misses ?? []) {
        const finding =
          miss.type === 'field'
            ? fieldFinding(expression, miss, suggest)
            : variableFinding(expression, miss, suggest);
        report({ ...finding, path });
      }
      if (goesTo === null) continue;
      for (const unknown of gaps.unknown) {
        report({ ...inputFinding(expression, { unknown, goesTo }, suggest), path });
      }
    }
  },
};

type Finding = Omit<RuleFinding, 'path'>;

function fieldFinding(expression: ModelExpression, miss: Miss, suggest: Suggest): Finding {
  const { role, owner, span, text } = expression;
  const { name, at, before, label } = miss;
  const head = `"${role}" of ${owner} reads "${before === '' ? name : `${before}.${name}`}"`;
  const place = { span: writtenPlace(span, text, at).span };
  if (miss.owner.type === 'plain') {
    const subject = before === '' ? 'what it is read of' : `"${before}"`;
    return { message: `${head}, but ${subject} is ${miss.owner.what}`, ...place };
  }
  const explanation = miss.owner.type === 'object' ? miss.owner.explain(name) : null;
  if (explanation !== null)
    return { message: `${head}, but ${explanation.reason}`, ...place, hint: explanation.hint };
  const message = `${head}, which ${label ?? 'what it is read of'} does not have`;
  const names = { name, at, known: () => namesOf(miss.owner), what: 'it has' };
  return { message, ...place, ...suggestionFor(expression, names, suggest) };
}

function variableFinding(
  expression: ModelExpression,
  { name, at }: UnsetVariable,
  suggest: Suggest,
): Finding {
  const { role, owner, span, text, facts } = expression;
  const set = () => facts?.set ?? [];
  const names = { name, at: { start: at.start + 1, end: at.end }, known: set, what: 'it sets' };
  return {
    message: `"${role}" of ${owner} reads the variable "$${name}", which nothing sets`,
    span: writtenPlace(span, text, at).span,
    ...suggestionFor(expression, names, suggest),
  };
}

function inputFinding(
  expression: ModelExpression,
  { unknown, goesTo }: { readonly unknown: UnknownInput; readonly goesTo: CallInput },
  suggest: Suggest,
): Finding {
  const { role, owner, span, text } = expression;
  const { name, at, trail, known } = unknown;
  const message = `"${role}" of ${owner} gives "${trail.join('.')}", which "${goesTo.label}" does not take`;
  const place = { span: writtenPlace(span, text, at).span };
  if (trail.length === 1 && goesTo.headers.includes(name)) {
    return {
      message,
      ...place,
      hint: 'that is a header: an expression gives the path, and the query or the body',
    };
  }
  const names = { name, at, known, what: 'it takes' };
  return { message, ...place, ...suggestionFor(expression, names, suggest) };
}
