/** Texts in either quotes, and comments. */
const NO_CODE = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\//g;
/** The name on its own: no field of something else, and no variable. */
const CALLER = /(?<![\w$])(?<!\.\s*)caller\b/;

/** Returns true if a JSONata expression reads the field `caller` of its input: `caller.id`, `$.caller`, `$$.caller`. */
export function readsCaller(expression: string): boolean {
  const code = expression.replaceAll(NO_CODE, '""').replaceAll('`', '');
  return CALLER.test(code.replaceAll(/(?<!\w)\${1,2}\s*\.\s*/g, ''));
}
