import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SuppressedFinding } from '../diagnostics/findings-report.ts';
import { createSuggest } from '../diagnostics/suggest.ts';
import { positionAt, type Source } from '../source/source.ts';
import { commentsOf } from '../source/yaml-comments.ts';
import { checkDirective, type Suppression } from './check-directive.ts';
import { contentLinesOf } from './content-lines.ts';
import { readDirective } from './directive.ts';
import { unusedSuppressions } from './unused-suppression.ts';

/** More about the comments of one text than this is not read by anybody. */
const MOST_ABOUT = 1000;

/** A text that may have comments which suppress findings, and what they may be about. */
export interface SuppressionGround {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  /** Every id that a comment may name. */
  readonly ids: ReadonlySet<string>;
  /** False: there is no model, so no rule could find anything, and nobody knows which comments are of use. */
  readonly wasJudged: boolean;
}

/** What is left of findings, and what is not; both in the order in which they came. */
export interface Suppressed {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Findings about the comments themselves, in the order of the text. */
  readonly about: readonly Diagnostic[];
}

/**
 * Sorts out the findings that comments suppress, each by the comment that is nearest: for its line rather than for the file.
 * What is wrong with the comments, and which suppress nothing, is found too.
 */
export function suppress({ source, diagnostics, ids, wasJudged }: SuppressionGround): Suppressed {
  const about: Diagnostic[] = [];
  const check = {
    ids,
    lines: contentLinesOf(source),
    suggest: createSuggest(),
    take: (finding: Diagnostic) => about.push(finding),
  };
  const suppressions = commentsOf(source).flatMap((comment) => {
    const directive = readDirective(comment);
    return directive === null ? [] : checkDirective(directive, check);
  });
  // Of two for the same, the first counts.
  const byPlace = new Map(suppressions.toReversed().map((one) => [placeOf(one.id, one.line), one]));
  const used = new Set<Suppression>();
  const findings: Diagnostic[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const diagnostic of diagnostics) {
    const { rule, span } = diagnostic;
    const { line } = positionAt(source, span.start);
    const by = byPlace.get(placeOf(rule, line)) ?? byPlace.get(placeOf(rule, null));
    if (by === undefined || span.source !== source) findings.push(diagnostic);
    else {
      used.add(by);
      suppressed.push({ diagnostic, by: 'comment', reason: by.directive.reason });
    }
  }
  if (wasJudged) about.push(...unusedSuppressions(suppressions, used));
  return { findings, suppressed, about: about.slice(0, MOST_ABOUT) };
}

function placeOf(id: string, line: number | null): string {
  return `${id}:${line}`;
}
