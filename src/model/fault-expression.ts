import { UserError } from '../diagnostics/user-error.ts';
import { faultTargetProblem } from './fault-target.ts';
import { isProblem, readFault } from './faults.ts';
import type { FaultSpec, Model } from './model.ts';

const EXAMPLE = 'for example "on=erp-integration -> erp,kind=status,status=503,between=5s..10s"';

/**
 * Returns the fault that a command line describes: `key=value` pairs with commas between, the keys being those of a
 * fault in a blueprint. With a model, the target must exist in it. Throws UserError `fault-expression`.
 */
export function parseFaultExpression(text: string, model: Model | null = null): FaultSpec {
  const fields = new Map<string, string>();
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, at)).trim();
    if (at === -1 || key === '') throw invalid(`"${pair.trim()}" is no "key=value"`, EXAMPLE);
    if (fields.has(key)) throw invalid(`"${key}" is given twice`, 'keep one of the two');
    fields.set(key, pair.slice(at + 1).trim());
  }
  const fault = readFault(fields);
  if (isProblem(fault)) throw invalid(fault.message, fault.hint ?? EXAMPLE);
  const problem = model && faultTargetProblem(fault, model);
  if (problem) throw invalid(problem.message, problem.hint ?? EXAMPLE);
  return fault;

  function invalid(message: string, hint: string): UserError {
    return new UserError('fault-expression', `fault "${text}": ${message}`, hint);
  }
}
