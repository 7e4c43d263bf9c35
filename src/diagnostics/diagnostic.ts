import { positionAt, type Span } from '../source/source.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A second place that explains the first, with a sentence of its own. */
export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** A change of a text that does away with a finding. */
export interface Fix {
  /** What it does, one lower-case sentence without a full stop: `remove the plan "old"`. */
  readonly title: string;
  /**
   * `safe`: the blueprint means the same afterwards, so `--fix` applies it unasked. `suggestion`: most likely what was
   * meant; only an editor offers it, and a human decides.
   */
  readonly safety: 'safe' | 'suggestion';
  /** All in the file of the finding; they do not overlap. */
  readonly edits: readonly TextEdit[];
}

/** Replaces what a span covers; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** One finding about a blueprint. The message is one lower-case sentence, offending value quoted, no full stop. */
export interface Diagnostic {
  /** Rule id in kebab-case, e.g. `unknown-reference`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** Where in the blueprint, as a JSON pointer-like path with dots: `frontends.shop.operations.getHome`. */
  readonly path: string;
  readonly related?: readonly Related[];
  /** What to do about it, one sentence without a full stop. */
  readonly hint?: string;
  readonly fix?: Fix;
}

/** How many findings there are of each severity. */
export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

/** Returns the findings ordered by file, line, column, then rule; equal ones (same rule, place and message) once. */
export function orderDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const unique = diagnostics.filter((d) => {
    const key = `${d.rule}\0${d.span.source.path}\0${d.span.start}\0${d.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return unique.sort(
    (a, b) =>
      compare(a.span.source.path, b.span.source.path) ||
      a.span.start - b.span.start ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

/** Returns the number of findings of each severity. */
export function summarize(diagnostics: readonly Diagnostic[]): Summary {
  const count = (severity: Severity) => diagnostics.filter((d) => d.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Returns the 1-based start and end of a finding's place; the end is exclusive. */
export function rangeOf(span: Span) {
  return { start: positionAt(span.source, span.start), end: positionAt(span.source, span.end) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
