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
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true, esm: true } });
  const code = standaloneCode.default(ajv, ajv.compile(bareSchema(schema)));
  return `${code}
export function validateShape(data) {
  return validate(data) ? [] : (validate.errors ?? []);
}
`;
}
