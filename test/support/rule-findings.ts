import { applyEdits } from '../../src/fix/apply-fixes.ts';
import { checkRules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { modelOf } from '../model/sample.ts';

/** Returns what one rule finds in a sound text: `path at "the text that is marked": message (hint)`. */
export function found(rule: Rule, text: string): readonly string[] {
  return checkRules(modelOf(text), [rule]).map(({ span, path, message, hint }) => {
    const marked = span.source.text.slice(span.start, span.end);
    return `${path} at "${marked}": ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

/** Returns the lines that the fix of a rule's first finding makes different, as `- before` and `+ after`, under its title. */
export function fixed(rule: Rule, text: string): readonly string[] {
  const fix = checkRules(modelOf(text), [rule])[0]?.fix;
  if (fix === undefined) return [];
  const before = text.split('\n');
  const after = applyEdits(text, fix.edits).split('\n');
  return [
    `${fix.safety}: ${fix.title}`,
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
