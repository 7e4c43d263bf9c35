import type { Rule } from '../rule.ts';
import { checkEdges } from './check-edges.ts';
import { checkProperty } from './check-property.ts';
import type { CustomRule } from './custom-rule.ts';
import { fillMessage } from './message.ts';
import type { Violation } from './violation.ts';

/** Returns a custom rule as every other rule, to be checked with them. */
export function toRule({ demand, message, ...custom }: CustomRule): Rule {
  return {
    ...custom,
    group: demand.type === 'edges' ? 'pattern' : 'operations',
    // What it is about is where it is written.
    example: { bad: '', good: '' },
    check: (model, report) => {
      const take = ({ values, ...place }: Violation) =>
        report({ message: fillMessage(message, values), ...place });
      if (demand.type === 'edges') checkEdges(model, demand, take);
      else checkProperty(model, demand, take);
    },
  };
}
