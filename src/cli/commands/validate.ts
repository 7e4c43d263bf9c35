import { Option } from 'commander';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadPalette } from '../palette.ts';

interface ValidateOptions {
  readonly format: 'text' | 'json';
  readonly failOn: 'error' | 'warning' | 'info';
}

/** `lintel validate`: all findings of blueprints at once. */
export const registerValidate: Register = (program, execute) => {
  program
    .command('validate')
    .description('check blueprints and print every finding at once')
    .argument('[blueprints...]', 'blueprint files')
    .addOption(
      new Option('-f, --format <format>', 'how to print the findings')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the exit code 1')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ lintel validate
  $ lintel validate shop.blueprint.yaml --fail-on warning
  $ lintel validate -f json | jq '.findings[].message'`,
    )
    .action((blueprints: string[], options: ValidateOptions) =>
      execute((session) => validate(blueprints, options, session)),
    );
};

async function validate(
  blueprints: readonly string[],
  options: ValidateOptions,
  session: Session,
): Promise<number> {
  const { check, findBlueprint } = await import('../../api/check.ts');
  const { summarize } = await import('../../diagnostics/diagnostic.ts');
  const { io } = session;
  const files = blueprints.length > 0 ? blueprints : [findBlueprint(io.cwd())];
  const diagnostics = files.flatMap((file) => check(file, io.cwd()).diagnostics);
  if (options.format === 'json') {
    const { formatJson } = await import('../../diagnostics/formats/json.ts');
    io.stdout.write(formatJson(diagnostics));
  } else {
    const { formatText } = await import('../../diagnostics/formats/text.ts');
    const palette = await loadPalette(io, io.stdout, session.noColor);
    io.stdout.write(
      diagnostics.length > 0 ? formatText(diagnostics, palette) : `${files.join(', ')}: no findings\n`,
    );
  }
  const { error, warning, info } = summarize(diagnostics);
  const counted = { error, warning: error + warning, info: error + warning + info }[options.failOn];
  return counted > 0 ? ExitCode.short : ExitCode.ok;
}
