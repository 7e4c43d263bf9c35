import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { TRIAGE_RULES } from '../diagnostics/stage-rules/triage-rules.ts';
import { isStageRule } from '../diagnostics/stage-rules.ts';
import type { Suggest } from '../diagnostics/suggest.ts';
import type { Span } from '../source/source.ts';
import type { ContentLines } from './content-lines.ts';
import { type Directive, type RuleName, SCOPES, type Scope } from './directive.ts';
import { SUPPRESSION_WORD } from './suppression-word.ts';

/** One rule that a comment suppresses, in one line or (null) in the whole file. */
export interface Suppression {
  readonly id: string;
  readonly name: RuleName;
  readonly line: number | null;
  readonly directive: Directive;
}

/** What comments are checked with. */
export interface DirectiveCheck {
  /** Every id that a comment may name. */
  readonly ids: ReadonlySet<string>;
  /** Of the text that the comments are in. */
  readonly lines: ContentLines;
  readonly suggest: Suggest;
  readonly take: (finding: Diagnostic) => void;
}

const WORDS: ReadonlyMap<string, Scope> = new Map(
  SCOPES.map((scope) => [`${SUPPRESSION_WORD}-${scope}`, scope]),
);

/**
 * Returns what a directive suppresses, in the order in which it names the rules. What is wrong with it is reported; a
 * directive without a reason suppresses nothing.
 */
export function checkDirective(directive: Directive, check: DirectiveCheck): readonly Suppression[] {
  const { suggest, take, lines } = check;
  const { span, word, names, reason, line } = directive;
  const scope = WORDS.get(word);
  if (scope === undefined) {
    take(
      mistake(
        span,
        `there is no comment "${word}"`,
        suggest(word, () => WORDS.keys(), 'there are'),
      ),
    );
    return [];
  }
  if (names.length === 0) {
    take(mistake(span, `"${word}" names no rule`, `write which: # ${word} unused-element -- the reason`));
    return [];
  }
  if (reason === '') {
    const ruleNames = names.map(({ id }) => id).join(', ');
    take(mistake(span, `"${word}" has no reason`, `write why: # ${word} ${ruleNames} -- the reason`));
    return [];
  }
  if (scope === 'file' && !lines.isAtTop(line)) {
    const hint = 'move it to the top of the file, or use "lintel-disable-next-line"';
    take(mistake(span, `"${word}" stands below the first key`, hint));
    return [];
  }
  const target = scope === 'file' ? null : scope === 'line' ? line : lines.nextAfter(line);
  return names.flatMap((name) => {
    const problem = problemWith(name, check);
    if (problem !== null) take(problem);
    return problem === null ? [{ id: name.id, name, line: target, directive }] : [];
  });
}

function problemWith({ id, span }: RuleName, { ids, suggest }: DirectiveCheck): Diagnostic | null {
  if (isStageRule(id)) {
    const hint = 'a blueprint with such an error has no model, so nothing else can be said of it: correct it';
    return mistake(span, `findings of "${id}" cannot be suppressed`, hint);
  }
  if (TRIAGE_RULES.some((rule) => rule.id === id)) {
    const hint = 'remove the comment that it is about, or set the rule to "off" in the configuration';
    return mistake(span, `findings of "${id}" cannot be suppressed`, hint);
  }
  return ids.has(id)
    ? null
    : mistake(
        span,
        `there is no rule "${id}"`,
        suggest(id, () => ids, 'the rules are'),
      );
}

function mistake(span: Span, message: string, hint: string | undefined): Diagnostic {
  const found = { rule: 'suppression', severity: 'error', message, span, path: '' } as const;
  return hint === undefined ? found : { ...found, hint };
}
