import { blueprintSchema } from './schema/index.ts';
import { shapeValidator } from './shape-validator.ts';

/**
 * Says what is wrong with the shape of a blueprint as plain data. The build replaces this module by the code from
 * `compile-standalone.ts`, so that no schema compiler is loaded to validate.
 */
export const validateShape = shapeValidator(blueprintSchema);
