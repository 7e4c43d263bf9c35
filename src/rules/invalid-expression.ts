import { createSuggest, type Suggest } from '../diagnostics/suggest.ts';
import { functionNames } from '../expressions/functions.ts';
import { expressionsOf, type ModelExpression } from '../expressions/model-expressions.ts';
import { replacement, suggestionFor } from '../expressions/suggestion.ts';
import type { SyntaxProblem } from '../expressions/syntax-problem.ts';
import { type UndefinedCall, undefinedCalls } from '../expressions/undefined-calls.ts';
import { writtenPlace } from '../expressions/written-place.ts';
import type { Rule, RuleFinding } from './rule.ts';

/** Expressions that are no JSONata, or that fail whenever they are evaluated. */
export const invalidExpression: Rule = {
  id: 'invalid-expression',
  group: 'contracts',
  severity: 'error',
  summary: 'A "maps" or "sends" is not JSONata, or calls a function that does not exist.',
  why: 'The generated service parses its expressions when it starts, and does not start with one that is wrong; a call of a function that does not exist fails with every request.',
  example: {
    bad: `
integrations:
  crm-integration:
    operations:
      getCustomer: { maps: '{ "id": custNo, "name" firstName }' }
`,
    good: `
integrations:
  crm-integration:
    operations:
      getCustomer: { maps: '{ "id": custNo, "name": firstName }' }
`,
  },
  check: (model, report) => {
    const suggest = createSuggest();
    for (const expression of expressionsOf(model)) {
      const { reading, facts, path } = expression;
      if (reading.type === 'problem') report({ ...syntaxFinding(expression, reading.problem), path });
      for (const call of facts === null ? [] : undefinedCalls(facts)) {
        report({ ...callFinding(expression, call, suggest), path });
      }
    }
  },
};

type Finding = Omit<RuleFinding, 'path'>;

function syntaxFinding(
  { role, owner, span, text }: ModelExpression,
  { reason, at, hint }: SyntaxProblem,
): Finding {
  const where = at.end - at.start < text.length ? ` (character ${at.start + 1})` : '';
  return {
    message: `"${role}" of ${owner} is not JSONata: ${reason}${where}`,
    span: writtenPlace(span, text, at).span,
    ...(hint === undefined ? {} : { hint }),
  };
}

function callFinding(expression: ModelExpression, call: UndefinedCall, suggest: Suggest): Finding {
  const { role, owner, span, text } = expression;
  const { name, at, isField } = call;
  const place = { span: writtenPlace(span, text, at).span };
  const calls = `"${role}" of ${owner} calls`;
  if (isField) {
    const known = [...functionNames()].includes(name);
    const hint = known
      ? `names of functions begin with a dollar: "$${name}"`
      : 'names of functions begin with a dollar';
    const fix = known ? replacement(expression, { at, from: name, to: `$${name}` }) : {};
    return { message: `${calls} "${name}", which is a field and no function`, ...place, hint, ...fix };
  }
  const bare = { start: at.start + 1, end: at.end };
  const names = { name, at: bare, known: functionNames, what: 'JSONata has' };
  return {
    message: `${calls} "$${name}", which is no function`,
    ...place,
    ...suggestionFor(expression, names, suggest),
  };
}
