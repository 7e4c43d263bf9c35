import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { unexercisedEdge } from './unexercised-edge.ts';
import { unusedElement } from './unused-element.ts';

/** Every rule, sorted by id. */
export const RULES: readonly Rule[] = [unexercisedEdge, unusedElement];

/** Returns what the rules find in a model, in order. */
export function checkRules(model: Model, rules: readonly Rule[] = RULES): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { id, severity, check } of rules) {
    check(model, (finding) => found.push({ rule: id, severity, ...finding }));
  }
  return orderDiagnostics(found);
}
