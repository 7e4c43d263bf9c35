import { Option } from 'commander';
import type { askForAnswers } from '../ask-init.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import type { InitFlags } from '../init-flags.ts';
import { mayColour } from '../io.ts';

interface InitOptions extends InitFlags {
  readonly yes?: boolean;
}

/** `lintel init`: a blueprint from nothing but a few answers. */
export const registerInit: Register = (program, execute) => {
  program
    .command('init')
    .description('ask a few questions and write a blueprint that validates and simulates')
    .argument('[dir]', 'folder to write to, new or not', '.')
    .option('--kind <kind>', `what kind of app: ${KINDS} (default: the first)`)
    .option('--name <name>', 'name of the blueprint (default: that of the folder)')
    .option('--title <text>', 'title, for people (default: from the name)')
    .option('--owner <team>', 'team that answers for it')
    .addOption(
      new Option('--backend <name:protocol>', 'a backend system, rest or soap; may be repeated')
        .argParser(collect)
        .default([], 'those of the kind'),
    )
    .option('--services <list>', 'mobile services: push,sync,metrics,security,identity, or none')
    .option('--offline', 'phones are often without a network')
    .option('--no-offline', 'phones are seldom without a network')
    .option('--load <load>', 'journeys a second, as in 20/s, or users a day, as in 50000/day')
    .option('-y, --yes', 'take the defaults for everything that is not given')
    .addHelpText('after', helpEnd)
    .action((dir: string, options: InitOptions) => execute((session) => init(dir, options, session)));
};

/** As `APP_KINDS` has them; a test holds the two together, so that no help loads what kinds there are. */
const KINDS = 'retail, banking, travel, field-service, healthcare, insurance, service-desk';

const helpEnd = `
What a flag says is not asked. identity is always among the mobile services, and sync where phones are offline. No file is
ever overwritten.

Examples:
  $ lintel init shop
  $ lintel init shop --yes --kind retail --load 50000/day
  $ lintel init --kind banking --name pocket-bank --owner team-mobile --backend crm:rest --backend ledger:soap --services push,metrics --no-offline --load 20/s

Exit codes: 0 written; 2 usage; 3 files exist, nothing written; 4 the folder cannot be written; 130 interrupted, nothing written.`;

async function init(dir: string, options: InitOptions, session: Session): Promise<number> {
  const { io } = session;
  const api = await import('../../api/init.ts');
  const flags = await import('../init-flags.ts');
  const given = flags.readFlags(options);
  const isAsked = options.yes !== true && process.stdin.isTTY === true && io.stderr.isTTY === true;
  if (options.yes !== true && !isAsked) flags.refuseMissing(given);
  const [fallback] = api.APP_KINDS;
  if (fallback === undefined) throw new Error('there is no kind of application');
  // Before anybody answers a question in vain.
  if (isAsked) api.checkNewProject(dir, io.cwd());
  const answers = isAsked
    ? await askOnTerminal(given, dir, session)
    : flags.withDefaults(given, { fallback, folder: dir, cwd: io.cwd() });
  if (answers === null) {
    io.stderr.write('interrupted: nothing was written\n');
    return ExitCode.interrupted;
  }
  const paths = api.initProject(dir, io.cwd(), answers);
  const shown = dir === '.' ? '' : `${dir.replace(/[\\/]+$/, '')}/`;
  io.stdout.write(paths.map((path) => `wrote ${shown}${path}\n`).join(''));
  const blueprint = dir === '.' ? '' : ` ${shown}blueprint.yaml`;
  io.stderr.write(`next: lintel validate${blueprint}\n      lintel simulate${blueprint}\n`);
  return ExitCode.ok;
}

async function askOnTerminal(
  given: Parameters<typeof askForAnswers>[0],
  folder: string,
  { io, noColor }: Session,
) {
  const asking = await import('../ask-init.ts');
  const coloured = mayColour(io, io.stderr, noColor);
  // The streams of this process itself: a terminal's keys are read one by one.
  const streams = { input: process.stdin, output: process.stderr };
  return asking.askForAnswers(given, { ...streams, coloured, folder, cwd: io.cwd() });
}

function collect(text: string, collected: readonly string[]): readonly string[] {
  return [...collected, text];
}
