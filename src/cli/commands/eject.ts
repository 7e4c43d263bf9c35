import { Option } from 'commander';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';

interface EjectOptions {
  readonly format: 'text' | 'json';
}

/** `lintel eject`: a generated file or folder is the user's from now on. */
export const registerEject: Register = (program, execute) => {
  program
    .command('eject')
    .description('take a generated file or folder over for good: it is never written or removed again')
    .argument('<path>', 'file or folder in one that "lintel generate" wrote to')
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel eject ../shop-system/services/storefront
  $ lintel eject ../shop-system/deploy/compose.yaml

You need not eject a file to change it: what you change is kept, and merged with what is generated differently later. Eject
what is to be no longer generated at all. It is written down in .lintel/manifest.json, under "ejected".`,
    )
    .action((path: string, options: EjectOptions) => execute((session) => eject(path, options, session)));
};

async function eject(path: string, { format }: EjectOptions, { io }: Session): Promise<number> {
  const { ejectPath } = await import('../../api/eject.ts');
  const { root, path: ejected, files } = ejectPath(path, io.cwd());
  if (format === 'json') {
    io.stdout.write(`${JSON.stringify({ schemaVersion: '1', out: root, ejected, files }, null, 2)}\n`);
  } else if (files.length === 0) {
    io.stdout.write(`${ejected} is yours already\n`);
  } else {
    const count = files.length === 1 ? '1 file is' : `${files.length} files are`;
    io.stdout.write(`${ejected}: ${count} yours from now on\n`);
  }
  return ExitCode.ok;
}
