import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { AJV_OPTIONS } from './ajv-options.ts';
import { bareSchema } from './schema/bare-schema.ts';
import type { Schema } from './schema/parts.ts';

/**
 * Returns an ES module, as text, that exports `validateShape` for a schema as a `compiled-schema.ts` does and imports
 * nothing. Only for the build: it loads the schema compiler.
 */
export function compileSchemaStandalone(schema: Schema): string {
  return `${standaloneCodeOf(schema)}
export function validateShape(data) {
  return validate(data) ? [] : (validate.errors ?? []);
}
`;
}

/**
 * The same, in a quarter of the code: it asks only whether there is any mistake, and leaves it to the other, required by
 * `whole` where there is one, to say which. Throws if the schema compiler writes its mistakes in another way than is known here.
 */
export function compileSchemaVerdictFirst(schema: Schema, whole: string): string {
  const verdict = standaloneCodeOf(schema).replaceAll(NOTED_ERROR, 'errors++;');
  if (verdict.includes('schemaPath')) throw new Error('a mistake of the schema is noted in an unknown way');
  return `${verdict}
export function validateShape(data) {
  return validate(data) ? [] : require(${JSON.stringify(whole)}).validateShape(data);
}
`;
}

/** What the compiled code does with a mistake: an object of it is made, listed, and counted. */
const NOTED_ERROR =
  /const (err\d+) = \{[\s\S]*?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

function standaloneCodeOf(schema: Schema): string {
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true, esm: true } });
  return standaloneCode.default(ajv, ajv.compile(bareSchema(schema)));
}
