/**
 * A mistake of the user: a flag, a file, a busy port. The message is one lower-case sentence without a full stop;
 * the hint says what to do; `code` is stable and in kebab-case, so that callers map it to an exit code.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  readonly hint: string | null;

  constructor(code: string, message: string, hint: string | null = null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
