import { findCycles } from '../graph.ts';
import { type Resolution, reportAt } from './resolution.ts';
import { shownCircle } from './shown-names.ts';

/** Reports elements that refer to each other in a circle: each circle once, at its earliest element's reference. */
export function checkReferenceCycles(work: Resolution): void {
  for (const cycle of findCycles([...work.names.keys()], work.references)) {
    const [first = '', second = first] = cycle;
    const reference = work.references.find((one) => one.from === first && one.to === second);
    const declared = work.names.get(first);
    if (reference === undefined || declared === undefined) continue;
    reportAt(
      work,
      { span: reference.span, path: declared.path },
      {
        rule: 'cycle',
        message: `elements call each other in a circle: ${shownCircle(cycle, ' -> ')}`,
        hint: 'traffic flows from the devices down to the backend systems: take one of these references out',
      },
    );
  }
}
