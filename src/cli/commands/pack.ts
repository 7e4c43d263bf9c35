import { Option } from 'commander';
import type { PackOutcome, PackProblem } from '../../api/pack-tests.ts';
import type { Pack } from '../../api/packs.ts';
import type { Palette } from '../../diagnostics/palette.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadPalette } from '../palette.ts';

interface ListOptions {
  readonly format: 'text' | 'json';
}

interface TestOptions extends ListOptions {
  readonly packOption?: readonly string[];
}

/** `lintel pack`: what packs there are, and whether one does what a pack has to. */
export const registerPack: Register = (program, execute) => {
  const pack = program
    .command('pack')
    .description('list the packs that generate makes files with, or test one of your own')
    .addHelpText('after', examples);
  pack
    .command('list', { isDefault: true })
    .description('print the packs that come with Lintel, with what each makes and its options')
    .addOption(formatOption())
    .addHelpText('after', examples)
    .action((options: ListOptions) => execute((session) => list(options, session)));
  pack
    .command('test')
    .description('render a pack against every blueprint that comes with Lintel, and check what it makes')
    .argument('<pack>', 'folder of a pack, or the name of one')
    .option('--pack-option <name=value...>', 'set an option of the pack')
    .addOption(formatOption())
    .addHelpText('after', examples)
    .action((name: string, options: TestOptions) => execute((session) => test(name, options, session)));
};

const examples = `
Examples:
  $ lintel pack
  $ lintel pack test ./packs/catalog
  $ lintel pack test ./packs/catalog --pack-option lifecycle=experimental -f json`;

function formatOption(): Option {
  return new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text');
}

async function list({ format }: ListOptions, session: Session): Promise<number> {
  const { formOf, listPacks } = await import('../../api/packs.ts');
  const packs = listPacks();
  const { io } = session;
  if (format === 'json') {
    const plain = packs.map(({ name, title, targets, options }) => ({ name, title, targets, options }));
    io.stdout.write(`${JSON.stringify({ schemaVersion: '1', packs: plain }, null, 2)}\n`);
    return ExitCode.ok;
  }
  const palette = await loadPalette(io, io.stdout, session.noColor);
  const width = Math.max(...packs.map(({ name }) => name.length));
  for (const pack of packs) {
    io.stdout.write(`${palette.bold(pack.name.padEnd(width))}  ${pack.title} (${pack.targets.join(', ')})\n`);
    for (const line of optionLines(pack, formOf)) io.stdout.write(`${' '.repeat(width + 2)}${line}\n`);
  }
  return ExitCode.ok;
}

function optionLines(
  { options }: Pack,
  formOf: (schema: Pack['options'][number]['schema']) => string,
): readonly string[] {
  return options.map(
    ({ name, description, schema }) =>
      `--pack-option ${name}=${JSON.stringify(schema.default)}: ${description}; ${formOf(schema)}`,
  );
}

async function test(name: string, options: TestOptions, session: Session): Promise<number> {
  const { testPackOn } = await import('../../api/pack-tests.ts');
  const { parseOptionTexts } = await import('../../api/packs.ts');
  const { io } = session;
  const palette = await loadPalette(io, io.stdout, session.noColor);
  const outcomes: PackOutcome[] = [];
  const isText = options.format === 'text';
  for (const outcome of testPackOn(name, parseOptionTexts(options.packOption ?? []), io.cwd())) {
    outcomes.push(outcome);
    if (isText) io.stdout.write(linesOf(outcome, palette));
    else io.stderr.write(`${countsOf(outcome)}\n`);
  }
  const passed = outcomes.every(({ problems }) => problems.length === 0);
  if (!isText)
    io.stdout.write(
      `${JSON.stringify({ schemaVersion: '1', pack: name, passed, blueprints: outcomes }, null, 2)}\n`,
    );
  return passed ? ExitCode.ok : ExitCode.short;
}

function linesOf(outcome: PackOutcome, palette: Palette): string {
  const mark = outcome.problems.length === 0 ? palette.green('ok  ') : palette.red('FAIL');
  return `${mark} ${countsOf(outcome)}\n${outcome.problems.map((problem) => problemLines(problem, palette)).join('')}`;
}

function problemLines({ at, output, message, hint }: PackProblem, palette: Palette): string {
  const made = output === null ? '' : `${palette.cyan(output)}: `;
  const place = at === '' ? '' : `${palette.bold(at)}: `;
  return `  ${place}${made}${message}\n${hint === null ? '' : palette.dim(`    hint: ${hint}\n`)}`;
}

function countsOf({ blueprint, files, problems }: PackOutcome): string {
  const found =
    problems.length === 0
      ? 'all well'
      : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return `${blueprint}: ${files} ${files === 1 ? 'file' : 'files'}, ${found}`;
}
