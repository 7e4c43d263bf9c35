import type { ContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';

/** What is read is walked recursively by everything that follows. */
const MAX_DEPTH = 128;

/** Returns whether brackets in a JSON text stand in each other too deeply to be parsed: each would become an object. */
export function isTooDeepJson(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case Char.openBracket:
      case Char.openBrace:
        depth += 1;
        if (depth > MAX_DEPTH) return true;
        break;
      case Char.closeBracket:
      case Char.closeBrace:
        depth -= 1;
        break;
      case Char.doubleQuote:
        at = endOfText(text, at);
        break;
    }
  }
  return false;
}

const Char = {
  doubleQuote: 34,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
} as const;

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.doubleQuote) return at;
    if (code === Char.backslash) at += 1;
  }
  return text.length;
}

/** Why a document that is nested so deeply is refused. */
export function tooDeep(): ContractProblem {
  return new ContractProblem(`it is nested deeper than ${MAX_DEPTH} levels`);
}

/**
 * Takes the values, keys and lists of a document out of a budget, those of an alias each time that it occurs. Throws a
 * `ContractProblem` if there are too many, or if it is nested too deeply.
 */
export function measure(document: unknown, budget: ContractBudget): void {
  let count = 0;
  const most = budget.left('values, keys and lists');
  const walk = (value: unknown, depth: number): void => {
    count += 1;
    if (typeof value !== 'object' || value === null || count > most) return;
    if (depth === MAX_DEPTH) throw tooDeep();
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  walk(document, 0);
  budget.spend('values, keys and lists', count);
}
