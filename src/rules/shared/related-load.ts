import type { Related } from '../../diagnostics/diagnostic.ts';
import type { Scenario } from '../../model/model.ts';

/** Returns where the load of a scenario is written, for findings that reckon with it. */
export function relatedLoad(scenario: Scenario): Related {
  const span = scenario.written.get('load') ?? scenario.span;
  return { message: `the load of scenario "${scenario.name}"`, span };
}
