import { Argument } from 'commander';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';

/** Everything that has a schema, and where that is. */
const SCHEMAS = {
  blueprint: async () => (await import('../../blueprint/schema/index.ts')).blueprintSchema(),
  config: async () => (await import('../../config/schema/index.ts')).configSchema(),
  report: async () => (await import('../../report/schema.ts')).reportSchema,
  findings: async () => (await import('../../diagnostics/findings-schema.ts')).findingsSchema,
};

/** `lintel schema`: the JSON Schemas of blueprints and configurations for editors, and those of what Lintel prints. */
export const registerSchema: Register = (program, execute) => {
  program
    .command('schema')
    .description(
      'print the JSON Schema of blueprints or configurations, for editors, or of what Lintel prints as JSON',
    )
    .addArgument(new Argument('[of]', 'what it is of').choices(Object.keys(SCHEMAS)).default('blueprint'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel schema > lintel.schema.json
  and in the first line of the blueprint: # yaml-language-server: $schema=./lintel.schema.json
  $ lintel schema config > lintel.config.schema.json
  $ lintel schema report > report.schema.json
  $ lintel schema findings > findings.schema.json`,
    )
    .action((of: keyof typeof SCHEMAS) => execute((session) => printSchema(of, session)));
};

async function printSchema(of: keyof typeof SCHEMAS, { io }: Session): Promise<number> {
  const schema = await SCHEMAS[of]();
  io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return ExitCode.ok;
}
