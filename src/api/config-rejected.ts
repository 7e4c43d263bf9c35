import { type Diagnostic, rangeOf } from '../diagnostics/diagnostic.ts';
import { UserError } from '../diagnostics/user-error.ts';

/**
 * A configuration has mistakes: what becomes of findings is not known, so nothing can be judged. The message is the first
 * mistake with its place, for who has room for one.
 */
export class ConfigRejected extends UserError {
  /** At least one, in order. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const [first] = diagnostics;
    super('config', first === undefined ? 'the configuration has mistakes' : inOneLine(first), first?.hint);
    this.diagnostics = diagnostics;
  }
}

function inOneLine({ span, message }: Diagnostic): string {
  const { line, column } = rangeOf(span).start;
  return `${span.source.path}:${line}:${column}: ${message}`;
}
