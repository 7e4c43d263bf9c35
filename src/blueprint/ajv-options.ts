import type { Options } from 'ajv';

/**
 * How the schema is compiled, while developing and for the build alike. The schema uses no
 * formats and no lengths of texts, so that the compiled code needs nothing at run time.
 */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  unicodeRegExp: false,
  strict: true,
  // Variants (`if`, `then`) say more about a map whose type stands beside them.
  strictTypes: false,
  strictRequired: false,
  // Several keys may have one schema, by a pattern of their names, and each words of its own beside it.
  allowMatchingProperties: true,
  messages: false,
};
