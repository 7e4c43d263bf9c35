import { InvalidArgumentError, Option } from 'commander';
import type { Isolation, LoadChange, Report } from '../../api/simulate.ts';
import { parseDuration, parseRate } from '../../blueprint/quantities.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { createLiveView } from '../live-view.ts';
import { loadPalette } from '../palette.ts';
import { version } from '../version.ts';

interface SimulateOptions {
  readonly scenario?: string;
  readonly for?: number;
  readonly load?: LoadChange;
  readonly seed: number;
  readonly fault: readonly string[];
  readonly from?: string;
  readonly isolation: Isolation;
  readonly report?: string;
  readonly format: 'text' | 'json';
}

/** `lintel simulate`: the generated system and its devices, on this machine, with a verdict at the end. */
export const registerSimulate: Register = (program, execute) => {
  program
    .command('simulate')
    .description('run the system of a blueprint and its devices on this machine, and judge the objectives')
    .argument('[blueprint]', 'blueprint file')
    .option('--scenario <name>', 'scenario to run (default: the first)')
    .option('--for <duration>', "how long, e.g. 20s (default: the scenario's)", duration)
    .option(
      '--load <load>',
      "journeys a second, e.g. 40/s, or a factor, e.g. 2x (default: the scenario's)",
      load,
    )
    .option('--seed <number>', 'the same seed gives the same arrivals, payloads and faults', seed, 1)
    .addOption(
      new Option('--fault <fault>', 'a fault beside those of the scenario; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--from <dir>', 'run the system that was generated there, with what you changed in it')
    .addOption(
      new Option('--isolation <how>', 'few processes, or one for each service')
        .choices(['shared', 'process'])
        .default('shared'),
    )
    .option('--report <dir>', 'write report.html, report.json and spans.jsonl there')
    .addOption(
      new Option('-f, --format <format>', 'how to print the result')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ lintel simulate --for 20s --report report
  $ lintel simulate --scenario backend-outage --seed 7
  $ lintel simulate --fault 'on=erp-integration -> erp,kind=latency,delay=800ms,between=5s..15s'
  $ lintel simulate --from ../shop-system --isolation process --load 2x
  $ lintel simulate -f json | jq .verdict

Exit codes: 0 pass; 1 an objective failed, or the blueprint has errors; 2 inconclusive, or usage; 4 a service did not start,
or the load could not be kept up; 130 interrupted.`,
    )
    .action((blueprint: string | undefined, options: SimulateOptions) =>
      execute((session) => simulate(blueprint, options, session)),
    );
};

async function simulate(
  file: string | undefined,
  options: SimulateOptions,
  session: Session,
): Promise<number> {
  const { io, interruption } = session;
  const signal = interruption.take();
  const { findBlueprint } = await import('../../api/check.ts');
  const { acceptedModel } = await import('../../api/accepted-model.ts');
  const blueprint = file ?? findBlueprint(io.cwd());
  const model = await acceptedModel(blueprint, io.cwd());
  const api = await import('../../api/simulate.ts');
  const { resolve } = await import('node:path');
  const scenario = api.findScenario(model, options.scenario ?? null);
  const durationMs = options.for ?? scenario.durationMs;
  const palette = await loadPalette(io, io.stderr, session.noColor);
  const view = createLiveView({ output: io.stderr, palette, durationMs });
  const folder = options.report === undefined ? null : api.reportFolder(resolve(io.cwd(), options.report));
  try {
    view.say(
      `${model.title}: ${scenario.name}${scenario.description === '' ? '' : `. ${scenario.description}`}`,
    );
    const { report, interrupted } = await api.runSimulation({
      model,
      scenario,
      seed: options.seed,
      durationMs: options.for ?? null,
      load: options.load ?? null,
      faults: options.fault,
      from: options.from === undefined ? null : resolve(io.cwd(), options.from),
      isolation: options.isolation,
      listeners: folder === null ? [view] : [view, folder],
      signal,
      lintelVersion: version,
      replay: replayCommand(blueprint, scenario.name, options),
    });
    view.end();
    if (interrupted) {
      io.stderr.write('interrupted: everything that was started is stopped, and nothing was judged\n');
      return interruption.exitCode ?? ExitCode.interrupted;
    }
    await print(report, options.format, session);
    if (folder !== null) io.stderr.write(`report: ${await folder.publish(report, model)}\n`);
    return exitCodeOfVerdict[report.verdict];
  } finally {
    view.end();
    folder?.discard();
  }
}

const exitCodeOfVerdict: Readonly<Record<Report['verdict'], number>> = {
  pass: ExitCode.ok,
  unjudged: ExitCode.ok,
  fail: ExitCode.short,
  inconclusive: ExitCode.cannotJudge,
  invalid: ExitCode.environment,
};

async function print(report: Report, format: SimulateOptions['format'], session: Session): Promise<void> {
  const { io } = session;
  if (format === 'json') {
    const { formatJson } = await import('../../report/formats/json.ts');
    io.stdout.write(formatJson(report));
    return;
  }
  const { formatText } = await import('../../report/formats/text.ts');
  io.stdout.write(formatText(report, await loadPalette(io, io.stdout, session.noColor)));
}

/** Returns the command that gives the same plan again, quoted for a POSIX shell. */
function replayCommand(blueprint: string, scenario: string, options: SimulateOptions): string {
  const words = ['lintel', 'simulate', blueprint, '--scenario', scenario, '--seed', String(options.seed)];
  if (options.for !== undefined)
    words.push('--for', options.for % 1000 === 0 ? `${options.for / 1000}s` : `${options.for}ms`);
  if (options.load?.type === 'rate') words.push('--load', `${options.load.perSecond}/s`);
  if (options.load?.type === 'factor') words.push('--load', `${options.load.factor}x`);
  for (const fault of options.fault) words.push('--fault', fault);
  if (options.from !== undefined) words.push('--from', options.from);
  if (options.isolation !== 'shared') words.push('--isolation', options.isolation);
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms <= 0) throw new InvalidArgumentError('It is a duration such as 20s or 2m.');
  return ms;
}

function load(text: string): LoadChange {
  const perSecond = parseRate(text);
  if (perSecond !== null && perSecond > 0) return { type: 'rate', perSecond };
  const factor = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1];
  if (factor === undefined || Number(factor) <= 0) {
    throw new InvalidArgumentError('It is a rate such as 40/s, or a factor such as 2x.');
  }
  return { type: 'factor', factor: Number(factor) };
}

function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 2 ** 31 - 1)
    throw new InvalidArgumentError('It is a whole number up to 2147483647.');
  return value;
}

function collect(text: string, collected: readonly string[]): readonly string[] {
  return [...collected, text];
}
