import { UserError } from '../../diagnostics/user-error.ts';
import { createSource, positionAt, type Span } from '../../source/source.ts';

/** Returns the mistake in a pack's manifest: a UserError `pack` whose message starts with file, line and column. */
export function packMistake(span: Span, message: string, hint: string | null = null): UserError {
  const { line, column } = positionAt(span.source, span.start);
  return new UserError('pack', `${span.source.path}:${line}:${column}: ${message}`, hint);
}

/** Returns the mistake in a template of a pack; without an offset, it is the template as a whole. */
export function templateMistake(
  template: { readonly shown: string; readonly text: string },
  offset: number | null,
  { message, hint = null }: { readonly message: string; readonly hint?: string | null },
): UserError {
  const source = createSource(template.shown, template.text);
  if (offset !== null) return packMistake({ source, start: offset, end: offset }, message, hint);
  return new UserError('pack', `${template.shown}: ${message}`, hint);
}
