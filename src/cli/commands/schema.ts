import { ExitCode } from '../exit-codes.ts';
import type { Register } from './index.ts';

/** `lintel schema`: the JSON Schema of blueprints, for editors. */
export const registerSchema: Register = (program, execute) => {
  program
    .command('schema')
    .description('print the JSON Schema of blueprints, for editors')
    .addHelpText(
      'after',
      `
Examples:
  $ lintel schema > lintel.schema.json
  and in the first line of the blueprint: # yaml-language-server: $schema=./lintel.schema.json`,
    )
    .action(() =>
      execute(async ({ io }) => {
        const { blueprintSchema } = await import('../../blueprint/schema/index.ts');
        io.stdout.write(`${JSON.stringify(blueprintSchema(), null, 2)}\n`);
        return ExitCode.ok;
      }),
    );
};
