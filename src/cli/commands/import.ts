import type { ReadyImport, Wanted } from '../../api/import-openapi.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';

interface ImportOptions {
  readonly into?: string;
  readonly name?: string;
  readonly operations?: readonly string[];
  readonly all?: boolean;
  readonly screens?: boolean;
  readonly write?: boolean;
}

/** `lintel import`: backends and integrations from what is there already. */
export const registerImport: Register = (program, execute) => {
  const command = program
    .command('import')
    .description('propose backends and integrations from contracts that are there already');
  command
    .command('openapi')
    .description('from OpenAPI 3.0 and 3.1 and Swagger 2.0 documents, JSON or YAML, in one file or several')
    .argument('<files...>', 'the documents; files that they refer to are found beside them')
    .option('--into <blueprint>', 'blueprint to add to (default: that of the folder, or a new one)')
    .option('--name <name>', 'name of the backend system (default: from the title of the contract)')
    .option(
      '--operations <globs...>',
      "operations to import, by id, path, or method and path: 'list*' 'GET /accounts/**'",
    )
    .option('--all', 'import every operation (default: up to eight, those that only read first)')
    .option('--screens', 'add screens, routes and a journey too, so that everything is used')
    .option('--write', 'write the blueprint and copy the contracts (default: print a diff, write nothing)')
    .addHelpText('after', helpEnd)
    .action((files: string[], options: ImportOptions) =>
      execute((session) => importOpenApi(files, options, session)),
    );
};

const helpEnd = `
The blueprint keeps its comments and its layout, and what it has already is not added again. Contracts are copied into
contracts/ beside it, never over another file; nothing is fetched from a network.

Examples:
  $ lintel import openapi crm.openapi.yaml
  $ lintel import openapi crm.openapi.yaml --operations 'get*' 'list*' --screens --write
  $ lintel import openapi bank.json flights.json --into travel.blueprint.yaml
  $ lintel import openapi crm.openapi.yaml --name crm --all | git apply

Exit codes: 0 done, or nothing to do; 2 usage, or a contract that cannot be read; 3 another file is in the way; 4 the folder
cannot be written.`;

async function importOpenApi(
  files: readonly string[],
  options: ImportOptions,
  { io }: Session,
): Promise<number> {
  const api = await import('../../api/import-openapi.ts');
  const { importSummary } = await import('../import-summary.ts');
  const plan = api.prepareImport({
    files,
    cwd: io.cwd(),
    into: options.into ?? null,
    name: options.name ?? null,
    wanted: wantedBy(options),
    screens: options.screens === true,
  });
  const isWritten = options.write === true && !api.isDone(plan);
  const shown = (file: string) => api.shownPath(plan, file, io.cwd());
  if (isWritten) {
    api.writeImport(plan);
    io.stdout.write(writtenLines(plan, shown));
  } else io.stdout.write(await api.diffOfImport(plan));
  io.stderr.write(importSummary(plan, { files, isWritten, isDone: api.isDone(plan), shown }));
  return ExitCode.ok;
}

function wantedBy({ operations, all }: ImportOptions): Wanted {
  if (operations !== undefined) return { type: 'named', patterns: operations };
  return { type: all === true ? 'all' : 'few' };
}

function writtenLines(plan: ReadyImport, shown: (file: string) => string): string {
  const changed = plan.before === plan.text ? [] : [`wrote ${plan.blueprint}\n`];
  return [...changed, ...plan.files.map(({ path }) => `wrote ${shown(path)}\n`)].join('');
}
