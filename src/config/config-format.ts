import type { DocumentFormat } from '../blueprint/document-format.ts';
import { validateShape } from './compiled-schema.ts';
import { RULE_ID } from './schema/forms.ts';
import { configSchema } from './schema/index.ts';

/** The format of configuration files. */
export const configFormat: DocumentFormat = {
  noun: 'the configuration',
  schema: configSchema,
  forms: { [RULE_ID]: 'the id of a rule: lower-case words joined by hyphens (up to 63)' },
  findShapeErrors: validateShape,
};
