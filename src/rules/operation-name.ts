import { fixOf, replaceName } from '../diagnostics/edits.ts';
import type { Frontend, Gather, Integration, IntegrationOperation, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { partsOf } from './shared/parts.ts';
import { named } from './shared/wording.ts';

type Operation = Frontend['operations'][number] | IntegrationOperation;

interface Style {
  readonly name: string;
  readonly pattern: RegExp;
  readonly join: (words: readonly string[]) => string;
}

/** Ways to write several words in one; a single word in lower case is of most of them. */
const STYLES: readonly [Style, ...Style[]] = [
  { name: 'camelCase', pattern: /^[a-z][a-zA-Z\d]*$/, join: camel },
  { name: 'kebab-case', pattern: /^[a-z\d]+(-[a-z\d]+)*$/, join: (words) => words.join('-') },
  { name: 'snake_case', pattern: /^[a-z\d]+(_[a-z\d]+)*$/, join: (words) => words.join('_') },
  { name: 'PascalCase', pattern: /^[A-Z][a-zA-Z\d]*$/, join: (words) => words.map(capital).join('') },
];

/** Operations that are named in another style than most. */
export const operationName: Rule = {
  id: 'operation-name',
  group: 'naming',
  severity: 'info',
  summary: 'Operations are named in different styles.',
  why: 'Generated functions, files and documents carry these names; in one style they are found without looking them up.',
  example: {
    bad: `
frontends:
  account:
    operations:
      reset_account: { http: DELETE /account, gathers: { customer: { from: crm-integration.getCustomer } } }
`,
    good: `
frontends:
  account:
    operations:
      resetAccount: { http: DELETE /account, gathers: { customer: { from: crm-integration.getCustomer } } }
`,
  },
  check: (model, report) => {
    const owners = [...model.frontends, ...model.integrations];
    const names = owners.flatMap((owner) => owner.operations.map((operation) => operation.name));
    const usual = usualStyle(names);
    if (names.every((name) => usual.pattern.test(name))) return;
    const references = referencesOf(model);
    for (const owner of owners) {
      for (const operation of owner.operations) {
        if (usual.pattern.test(operation.name)) continue;
        const better = usual.join(wordsOf(operation.name));
        report({
          message: `operation "${operation.name}" of ${named(model, owner)} is not in ${usual.name} as others are`,
          span: operation.span,
          path: operation.path,
          hint: `call it "${better}"`,
          ...renaming({ owner, operation, better }, references.get(operation) ?? []),
        });
      }
    }
  },
};

/** The style that most names are of; of several, the first in the list. */
function usualStyle(names: readonly string[]): Style {
  const countOf = ({ pattern }: Style) => names.filter((name) => pattern.test(name)).length;
  let [usual] = STYLES;
  let most = countOf(usual);
  for (const style of STYLES) {
    const count = countOf(style);
    if (count > most) [usual, most] = [style, count];
  }
  return usual;
}

function referencesOf(model: Model): ReadonlyMap<Operation, readonly Gather[]> {
  const references = new Map<Operation, Gather[]>();
  for (const { gather } of partsOf(model)) {
    if (gather.from.type !== 'integration') continue;
    const known = references.get(gather.from.operation);
    if (known) known.push(gather);
    else references.set(gather.from.operation, [gather]);
  }
  return references;
}

interface Renaming {
  readonly owner: Frontend | Integration;
  readonly operation: Operation;
  readonly better: string;
}

function renaming({ owner, operation, better }: Renaming, gathers: readonly Gather[]) {
  const others: readonly Operation[] = owner.operations;
  if (others.some((other) => other.name === better)) return {};
  const references = gathers.map((gather) => {
    const from = gather.written.get('from') ?? gather.span;
    return replaceName(from, `${owner.name}.${operation.name}`, `${owner.name}.${better}`);
  });
  return fixOf({
    title: `rename the operation to "${better}"`,
    safety: 'suggestion',
    edits: [replaceName(operation.span, operation.name, better), ...references],
  });
}

/** `get_HTTPStatus` as `get`, `http`, `status`. */
function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z\d]+|\d+/g) ?? [name];
  return words.map((word) => word.toLowerCase());
}

function camel([first = '', ...others]: readonly string[]): string {
  return first + others.map(capital).join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
