import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { AJV_OPTIONS } from './ajv-options.ts';
import { bareSchema } from './schema/index.ts';

/**
 * Returns an ES module, as text, that exports `validateShape` as `compiled-schema.ts` does and imports nothing.
 * Only for the build: it loads the schema compiler.
 */
export function compileSchemaStandalone(): string {
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true, esm: true } });
  const code = standaloneCode.default(ajv, ajv.compile(bareSchema()));
  return `${code}
export function validateShape(data) {
  return validate(data) ? [] : (validate.errors ?? []);
}
`;
}
