import type { Register } from '../command.ts';
import { registerDiagram } from './diagram.ts';
import { registerEject } from './eject.ts';
import { registerExplain } from './explain.ts';
import { registerGenerate } from './generate.ts';
import { registerImport } from './import.ts';
import { registerInit } from './init.ts';
import { registerLsp } from './lsp.ts';
import { registerPack } from './pack.ts';
import { registerRules } from './rules.ts';
import { registerSchema } from './schema.ts';
import { registerSimulate } from './simulate.ts';
import { registerValidate } from './validate.ts';

/** Every command, in the order of the help. */
export const commands: readonly Register[] = [
  registerInit,
  registerImport,
  registerValidate,
  registerGenerate,
  registerPack,
  registerEject,
  registerExplain,
  registerSimulate,
  registerDiagram,
  registerRules,
  registerSchema,
  registerLsp,
];
