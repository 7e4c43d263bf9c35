import type { FrontendOperation, Gather } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { quotedList } from './shared/wording.ts';

/** Screens that are lost with any one of the systems that they are gathered from. */
export const fatalPart: Rule = {
  id: 'fatal-part',
  group: 'resilience',
  severity: 'info',
  summary: 'A screen is gathered from several systems and can do without none of them.',
  why: 'It is there only while all of them are, so its availability is the product of theirs. Most screens are of use without one part or another.',
  example: {
    bad: `
frontends:
  account:
    operations:
      getAccount:
        gathers:
          orders: { optional: false }
`,
    good: `
frontends:
  account:
    operations:
      getAccount:
        gathers:
          orders: { optional: true }
`,
  },
  check: (model, report) => {
    for (const frontend of model.frontends) {
      for (const operation of frontend.operations) {
        const systems = new Set(operation.gathers.map(systemOf));
        if (!isScreen(operation) || systems.size < 2 || operation.gathers.some((part) => part.optional))
          continue;
        report({
          message: `operation "${operation.name}" fails whenever ${quotedList([...systems], 'or')} fails: none of its ${operation.gathers.length} parts is optional`,
          span: operation.span,
          path: operation.path,
          hint: 'set "optional: true" for the parts that the screen is of use without',
        });
      }
    }
  },
};

function isScreen({ http }: FrontendOperation): boolean {
  return http.method === 'GET';
}

function systemOf({ from }: Gather): string {
  return from.type === 'integration' ? from.element.reaches.name : from.element.name;
}
