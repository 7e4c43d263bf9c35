import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../src/contracts/load-contract.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { applyEdits } from '../../src/fix/apply-fixes.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import { checkRules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { createSource } from '../../src/source/source.ts';

const folder = join('blueprints', 'mobile-integration');
const REFERENCE = readFileSync(join(folder, 'blueprint.yaml'), 'utf8');

type TextEdit = readonly [from: string, to: string];

/** Returns the reference blueprint with texts replaced; fails if one of them is not there exactly once. */
export function referenceWith(...edits: readonly TextEdit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`"${from}" is not in the blueprint exactly once`);
    return text.replace(from, () => to);
  }, REFERENCE);
}

/** Returns what one rule finds in the reference blueprint with texts replaced: `at "the text that is marked": message (hint)`. */
export function foundInReference(rule: Rule, ...edits: readonly TextEdit[]): readonly string[] {
  return diagnose(rule, referenceWith(...edits)).map(({ span, message, hint }) => {
    const marked = span.source.text.slice(span.start, span.end);
    return `at "${marked}": ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

/** Returns the lines that the first fix of a rule makes different, as they are then. */
export function fixedInReference(rule: Rule, ...edits: readonly TextEdit[]): readonly string[] {
  const text = referenceWith(...edits);
  const before = text.split('\n');
  const fix = diagnose(rule, text).find((one) => one.fix !== undefined)?.fix;
  if (fix === undefined) return [];
  const after = applyEdits(text, fix.edits).split('\n');
  return after.filter((line) => !before.includes(line)).map((line) => line.trim());
}

function diagnose(rule: Rule, text: string): readonly Diagnostic[] {
  const source = createSource('blueprint.yaml', text);
  const { model, diagnostics } = checkBlueprint(source, (file) => loadContract(folder, file));
  if (model === null) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  return checkRules(model, [rule]);
}
