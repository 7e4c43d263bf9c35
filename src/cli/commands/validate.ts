import { InvalidArgumentError, Option } from 'commander';
import { FAIL_ON, type FailOn, isFailure } from '../../diagnostics/fail-on.ts';
import { FORMATS } from '../../diagnostics/formats/format.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { chooseOutputs, type OutputWord, parseFormat } from '../findings-outputs.ts';
import { type TriageWords, triageOptions, withBaseline } from '../triage-options.ts';
import { version } from '../version.ts';

interface ValidateOptions extends TriageWords {
  readonly failOn: FailOn;
  readonly stdinFilename?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
  readonly explainBudget?: boolean;
}

/** `lintel validate`: all findings of blueprints at once. */
export const registerValidate: Register = (program, execute) => {
  // Each -o belongs to the -f before it, so both are kept in the order in which they are written.
  const words: OutputWord[] = [];
  program
    .command('validate')
    .description('check blueprints and print every finding at once')
    .argument('[blueprints...]', 'blueprint files, folders with blueprints in them or below, or - for stdin')
    .addOption(
      new Option(
        '-f, --format <format>',
        `how to print: ${FORMATS.join(', ')} (default: text); repeatable`,
      ).argParser((text) => void words.push(formatWord(text))),
    )
    .addOption(
      new Option(
        '-o, --out <file>',
        'where to write the format before it; the one without goes to stdout',
      ).argParser((file) => void words.push({ type: 'file', file })),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the exit code 1')
        .choices(FAIL_ON)
        .default('error'),
    )
    .option(
      '--stdin-filename <path>',
      'the file that stdin stands for: its name, and where its contracts lie',
    )
    .option('--fix', 'write the safe fixes into the blueprints first; comments and layout are kept')
    .option('--dry-run', 'with --fix: print what it would change as a unified diff, write nothing')
    .option('--watch', 'check again whenever a blueprint, a contract or the configuration changes')
    .option(
      '--config <file>',
      'the configuration (default: the nearest lintel.config.yaml, up to this folder)',
    )
    .option('--baseline <file>', 'findings that are known and do not count')
    .addOption(
      new Option(
        '--write-baseline <file>',
        'write all findings into a baseline; reasons in it are kept',
      ).conflicts(['baseline', 'changedSince', 'watch', 'fix']),
    )
    .option('--changed-since <ref>', 'count only what was not found at a commit or branch of git already')
    .addOption(
      new Option(
        '--explain-budget',
        'print what the figures of the blueprint come to: times, success, load, storage (text or json)',
      ).conflicts(['watch', 'dryRun']),
    )
    .addHelpText('after', helpEnd)
    .action((blueprints: string[], options: ValidateOptions) =>
      execute((session) => validateBlueprints(blueprints, { words, ...options }, session)),
    );
};

const helpEnd = `
A folder stands for every blueprint.yaml and *.blueprint.yaml in it and below it (.yml too).
An -o belongs to the -f before it; -f sarif=findings.sarif says the same in one word. On GitHub Actions, without any -f,
findings become annotations and a summary of the step too.

Examples:
  $ lintel validate
  $ lintel validate shop.blueprint.yaml --fail-on warning
  $ lintel validate blueprints -f text -f sarif -o findings.sarif
  $ lintel validate -f json | jq '.findings[].message'
  $ lintel validate --fix --dry-run
  $ lintel validate --write-baseline lintel-baseline.json
  $ lintel validate --baseline lintel-baseline.json
  $ lintel validate --changed-since origin/main
  $ lintel validate --explain-budget
  $ lintel validate - --stdin-filename shop.blueprint.yaml < draft.yaml`;

async function validateBlueprints(
  targets: readonly string[],
  options: ValidateOptions & { readonly words: readonly OutputWord[] },
  session: Session,
): Promise<number> {
  const { io } = session;
  const { failOn, fix, dryRun, watch } = options;
  const outputs = chooseOutputs(options.words);
  const files = outputs.flatMap(({ file }) => file ?? []);
  if (files.length > 0) (await import('../../api/output-files.ts')).checkOutputFiles(files, io.cwd());
  const explain = options.explainBudget
    ? (await import('../explain-budget.ts')).budgetPrinter(outputs)
    : null;
  const { validate } = await import('../../api/validate.ts');
  const stdin = await stdinFor(targets, options.stdinFilename, session);
  const request = { targets, cwd: io.cwd(), stdin, version, triage: triageOptions(options, io) };
  if (fix || dryRun) {
    const fixing = await import('../fix-findings.ts');
    if (dryRun) return fixing.showFixes(request, { io, fix: fix === true });
    await fixing.fixFindings(request, io);
  }
  const judge = async () => {
    const found = await validate(request);
    const report = await withBaseline(found, options.writeBaseline, io);
    if (explain !== null) await explain(request, report, session);
    else {
      const { printFindings } = await import('../print-findings.ts');
      await printFindings(report, { outputs, failOn }, session);
    }
    return report.findings.some(({ severity }) => isFailure(severity, failOn)) ? ExitCode.short : ExitCode.ok;
  };
  if (!watch) return judge();
  return (await import('../watch-findings.ts')).watchFindings(request, judge, session);
}

/** Reads standard input where it was named. */
async function stdinFor(targets: readonly string[], filename: string | undefined, { io }: Session) {
  const isNamed = targets.includes('-');
  if (!isNamed && filename !== undefined) {
    const { UserError } = await import('../../diagnostics/user-error.ts');
    throw new UserError(
      'usage',
      '--stdin-filename is given, and stdin is not read',
      'name - as a blueprint too',
    );
  }
  if (!isNamed) return null;
  const { readStdin } = await import('../read-stdin.ts');
  return { bytes: await readStdin(io), filename: filename ?? null };
}

function formatWord(text: string): OutputWord {
  const word = parseFormat(text);
  if (word === null) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(', ')}.`);
  return word;
}
