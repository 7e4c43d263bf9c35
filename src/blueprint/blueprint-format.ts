import { validateShape } from './compiled-schema.ts';
import type { DocumentFormat } from './document-format.ts';
import {
  ELEMENT_NAME,
  HTTP,
  OPERATION_NAME,
  PART_NAME,
  PLAIN_NAME,
  REFERENCE,
  REQUEST,
  ROUTE,
} from './schema/forms.ts';
import { blueprintSchema } from './schema/index.ts';

/** The format of blueprints. */
export const blueprintFormat: DocumentFormat = {
  noun: 'the blueprint',
  schema: blueprintSchema,
  forms: {
    [ELEMENT_NAME]: 'a name of lower-case letters, digits and hyphens that starts with a letter (up to 63)',
    [OPERATION_NAME]: 'a name of letters, digits, "_" and "-" that starts with a letter (up to 63)',
    [PART_NAME]: 'a name of letters, digits and "_" that does not start with a digit (up to 63)',
    [PLAIN_NAME]: 'a name of letters, digits, ".", "_" and "-" (up to 63)',
    [HTTP]: 'a method and a path such as "GET /products/{sku}"',
    [REQUEST]: 'a method and a path such as "GET /products/{sku}"',
    [ROUTE]: 'a path such as "/home", "/products/{sku}" or "/orders/**"',
    [REFERENCE]: 'a reference to an operation such as "crm.readCustomer"',
  },
  findShapeErrors: validateShape,
};
