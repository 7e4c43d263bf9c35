import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Source } from '../source/source.ts';
import type { Suppression } from './check-directive.ts';
import type { Directive } from './directive.ts';

/** Returns a finding for each comment that names a rule of which it suppresses nothing, in the order of the comments. */
export function unusedSuppressions(
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression>,
): readonly Diagnostic[] {
  const unused = new Map<Directive, Suppression[]>();
  for (const suppression of suppressions) {
    if (used.has(suppression)) continue;
    const known = unused.get(suppression.directive);
    if (known) known.push(suppression);
    else unused.set(suppression.directive, [suppression]);
  }
  return [...unused].map(([directive, all]) => unusedSuppression(directive, all));
}

function unusedSuppression(directive: Directive, unused: readonly Suppression[]): Diagnostic {
  const isWhole = unused.length === directive.names.length;
  const ids = [...new Set(unused.map(({ id }) => `"${id}"`))].join(' and ');
  return {
    rule: 'unused-suppression',
    severity: 'warning',
    message: `"${directive.word}" suppresses nothing of ${ids}`,
    span: isWhole ? directive.span : (unused[0]?.name.span ?? directive.span),
    path: '',
    hint: hintFor(directive, isWhole),
    fix: isWhole ? removeComment(directive) : removeNames(directive, unused),
  };
}

function hintFor({ word, isAlone }: Directive, isWhole: boolean): string {
  if (isAlone && word === 'lintel-disable-line') {
    return 'it is alone in its line: use "lintel-disable-next-line", or remove it';
  }
  return isWhole ? 'remove the comment' : 'remove the name';
}

/** With its line, if it is alone there; else with the spaces before it. */
function removeComment({ span, line, isAlone }: Directive): Fix {
  const { source } = span;
  const [start, end] = isAlone
    ? [source.lineStarts[line - 1] ?? span.start, source.lineStarts[line] ?? source.text.length]
    : [endOfContent(source, span.start), span.end];
  return {
    title: 'remove the comment',
    safety: 'safe',
    edits: [{ span: { source, start, end }, text: '' }],
  };
}

function endOfContent({ text }: Source, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

/** Writes the names that are left in place of all. */
function removeNames({ span, names }: Directive, unused: readonly Suppression[]): Fix {
  const gone = new Set(unused.map(({ name }) => name));
  const kept = names.filter((name) => !gone.has(name)).map(({ id }) => id);
  const start = names[0]?.span.start ?? span.start;
  const end = names.at(-1)?.span.end ?? span.end;
  return {
    title: 'remove the names of rules that it suppresses nothing of',
    safety: 'safe',
    edits: [{ span: { source: span.source, start, end }, text: kept.join(', ') }],
  };
}
