import { Command, CommanderError } from 'commander';
import { BlueprintRejected } from '../api/blueprint-rejected.ts';
import { ConfigRejected } from '../api/config-rejected.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import { formatText } from '../diagnostics/formats/text.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Session } from './command.ts';
import { commands } from './commands/index.ts';
import { ExitCode, exitCodeOf } from './exit-codes.ts';
import type { Io } from './io.ts';
import { loadPalette } from './palette.ts';
import { version } from './version.ts';

/** Runs one command and resolves to its exit code. Never rejects: a bug is printed with its stack and is exit code 70. */
export async function run(
  argv: readonly string[],
  { io, interruption }: Pick<Session, 'io' | 'interruption'>,
): Promise<number> {
  let exitCode: number = ExitCode.ok;
  const program = createProgram(io);
  for (const register of commands) {
    register(program, async (execute) => {
      exitCode = await execute({
        io,
        interruption,
        noColor: program.opts<{ color: boolean }>().color === false,
      });
    });
  }
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return ExitCode.ok;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, io, argv.includes('--no-color'));
  }
}

function createProgram(io: Io): Command {
  const program = new Command('lintel')
    .description('Makes mobile-integration architecture blueprints executable: validate, generate, simulate.')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'print no colours (NO_COLOR and CI do the same)')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showHelpAfterError('(lintel --help lists commands and options)')
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  program.addHelpText('after', helpEnd);
  return program;
}

const helpEnd = `
The blueprint defaults to the one blueprint.yaml or *.blueprint.yaml of the current folder.

Examples:
  $ lintel validate
  $ lintel generate -o ../shop-system
  $ lintel simulate --scenario backend-outage --report report

Exit codes: 0 passed; 1 judged and found short; 2 cannot judge (usage, unreadable file, too few samples);
3 conflict, nothing written; 4 environment; 70 a bug in Lintel; 129, 130, 143 ended by a signal.`;

async function report(error: unknown, io: Io, noColor: boolean): Promise<number> {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.ok : ExitCode.cannotJudge;
  }
  if (error instanceof BlueprintRejected) {
    io.stderr.write(formatText(error.diagnostics, await loadPalette(io, io.stderr, noColor)));
    return ExitCode.short;
  }
  if (error instanceof ConfigRejected) {
    io.stderr.write(formatText(error.diagnostics, await loadPalette(io, io.stderr, noColor)));
    return exitCodeOf(error);
  }
  if (error instanceof UserError) {
    io.stderr.write(`error: ${escapeControl(error.message)}\n`);
    if (error.hint !== null) io.stderr.write(`  hint: ${escapeControl(error.hint)}\n`);
    return exitCodeOf(error);
  }
  const stack = error instanceof Error ? error.stack : String(error);
  io.stderr.write(
    `This is a bug in Lintel ${version}, not in your blueprint. Please report it with what follows.\n${stack}\n`,
  );
  return ExitCode.bug;
}
