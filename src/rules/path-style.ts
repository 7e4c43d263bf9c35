import { isParameter, segmentsOf } from '../model/http-path.ts';
import type { FrontendOperation, IntegrationOperation } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { wordList } from './shared/wording.ts';

/** What does not belong into a path, and how a message calls it. */
const HABITS: readonly (readonly [string, RegExp])[] = [
  ['upper case', /[A-Z]/],
  ['underscores', /_/],
  ['a file extension', /\.(json|xml|html?|php|aspx?|jsp|do)$/i],
  ['the method', /^(get|fetch|create|delete|remove)(-|$)/],
];

/** Paths that nobody would guess. */
export const pathStyle: Rule = {
  id: 'path-style',
  group: 'naming',
  severity: 'info',
  summary:
    'The path of an operation has upper case, underscores, a file extension, or a verb that its method says already.',
  why: 'Paths are case-sensitive, typed and read over the phone; the plain style, words in lower case with hyphens, is the one that people guess right. A path names a thing, and the method says what is done with it.',
  example: {
    bad: `
integrations:
  crm-integration:
    operations:
      getCustomer: { http: 'GET /get-customer/{id}' }
`,
    good: `
integrations:
  crm-integration:
    operations:
      getCustomer: { http: 'GET /customers/{id}' }
`,
  },
  check: (model, report) => {
    for (const { operations } of [...model.frontends, ...model.integrations]) {
      for (const operation of operations) {
        const habits = habitsOf(operation);
        if (habits.length === 0) continue;
        report({
          message: `path "${operation.http.path}" of operation "${operation.name}" has ${wordList(habits)} in it`,
          span: operation.written.get('http') ?? operation.span,
          path: `${operation.path}.http`,
          hint: 'name the thing, in words of lower case with hyphens: "/order-lines/{id}"',
        });
      }
    }
  },
};

/** Parameters are names in the service's code, and of any style. */
function habitsOf({ http }: FrontendOperation | IntegrationOperation): readonly string[] {
  const fixed = segmentsOf(http.path).filter((segment) => !isParameter(segment));
  return HABITS.flatMap(([name, pattern]) => (fixed.some((segment) => pattern.test(segment)) ? [name] : []));
}
