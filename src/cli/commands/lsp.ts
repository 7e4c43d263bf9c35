import { Option } from 'commander';
import type { Register } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { version } from '../version.ts';

/** `lintel lsp`: findings, fixes and explanations in an editor. */
export const registerLsp: Register = (program, execute) => {
  program
    .command('lsp')
    .description('serve an editor over the Language Server Protocol, on stdin and stdout')
    .option('--stdio', 'speak on stdin and stdout: the only way, named because editors name it')
    .addOption(new Option('--clientProcessId <pid>', 'end with this process').hideHelp())
    .addHelpText(
      'after',
      `
An editor starts this command; docs/editors.md says how to set it up.

Examples:
  $ lintel lsp --stdio`,
    )
    .action(() =>
      execute(async () => {
        const { startLanguageServer } = await import('../../api/language-server.ts');
        // The protocol's library takes the streams of this process, and ends it when the editor says so.
        startLanguageServer({ input: process.stdin, output: process.stdout, version });
        await new Promise(() => {});
        return ExitCode.ok;
      }),
    );
};
