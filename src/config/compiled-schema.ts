import { shapeValidator } from '../blueprint/shape-validator.ts';
import { configSchema } from './schema/index.ts';

/** As the one of `blueprint`, for configuration files; the build replaces it in the same way. */
export const validateShape = shapeValidator(configSchema);
