import { Argument } from 'commander';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';

/** `lintel schema`: the JSON Schema of blueprints for editors, and that of reports for whoever reads them. */
export const registerSchema: Register = (program, execute) => {
  program
    .command('schema')
    .description('print the JSON Schema of blueprints, for editors, or of simulation reports')
    .addArgument(new Argument('[of]', 'what it is of').choices(['blueprint', 'report']).default('blueprint'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel schema > lintel.schema.json
  and in the first line of the blueprint: # yaml-language-server: $schema=./lintel.schema.json
  $ lintel schema report > report.schema.json`,
    )
    .action((of: 'blueprint' | 'report') => execute((session) => printSchema(of, session)));
};

async function printSchema(of: 'blueprint' | 'report', { io }: Session): Promise<number> {
  const schema =
    of === 'report'
      ? (await import('../../report/schema.ts')).reportSchema
      : (await import('../../blueprint/schema/index.ts')).blueprintSchema();
  io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return ExitCode.ok;
}
