import type { Register } from '../command.ts';
import { registerGenerate } from './generate.ts';
import { registerSchema } from './schema.ts';
import { registerSimulate } from './simulate.ts';
import { registerValidate } from './validate.ts';

/** Every command, in the order of the help. */
export const commands: readonly Register[] = [
  registerValidate,
  registerGenerate,
  registerSimulate,
  registerSchema,
];
