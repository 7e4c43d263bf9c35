import type { Command } from 'commander';
import type { Interruption } from './interruption.ts';
import type { Io } from './io.ts';

/** What a command is run with: the process, its signals, and the global options. */
export interface Session {
  readonly io: Io;
  readonly interruption: Interruption;
  readonly noColor: boolean;
}

/** Runs what a command does, and takes its exit code. */
export type Execute = (command: (session: Session) => Promise<number>) => Promise<void>;

/** Adds a command to the program. Its module loads what it needs when it runs, not before. */
export type Register = (program: Command, execute: Execute) => void;
