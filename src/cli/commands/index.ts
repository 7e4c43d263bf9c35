import type { Command } from 'commander';
import type { Session } from '../program.ts';
import { registerGenerate } from './generate.ts';
import { registerSchema } from './schema.ts';
import { registerSimulate } from './simulate.ts';
import { registerValidate } from './validate.ts';

/** Runs what a command does, and takes its exit code. */
export type Execute = (command: (session: Session) => Promise<number>) => Promise<void>;

/** Adds a command to the program. Its module loads what it needs when it runs, not before. */
export type Register = (program: Command, execute: Execute) => void;

/** Every command, in the order of the help. */
export const commands: readonly Register[] = [
  registerValidate,
  registerGenerate,
  registerSimulate,
  registerSchema,
];
