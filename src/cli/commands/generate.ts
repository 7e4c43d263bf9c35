import { Option } from 'commander';
import type { Change, Comparison } from '../../api/generate.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadPalette } from '../palette.ts';

interface GenerateOptions {
  readonly out: string;
  readonly pack?: readonly string[];
  readonly packOption?: readonly string[];
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly format: 'text' | 'json';
}

/** `lintel generate`: the services and manifests of a blueprint. */
export const registerGenerate: Register = (program, execute) => {
  program
    .command('generate')
    .description('write the services and deployment manifests that a blueprint describes')
    .argument('[blueprint]', 'blueprint file')
    .requiredOption('-o, --out <dir>', 'folder to write to; what you changed there is never overwritten')
    .option(
      '--pack <packs...>',
      'packs to generate, by name or by folder (default: typescript compose kubernetes)',
    )
    .option('--pack-option <name=value...>', 'set an option of a pack; lintel pack list names them')
    .option('--dry-run', 'list what would be done to each file, write nothing')
    .option('--diff', 'print what would change as a unified diff, write nothing')
    .option('--check', 'exit with 1 if the folder is not as the blueprint says, write nothing')
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel generate -o ../shop-system
  $ lintel generate shop.blueprint.yaml -o ../shop-system --dry-run
  $ lintel generate -o ../shop-system --pack kubernetes --diff
  $ lintel generate -o ../shop-docs --pack ./packs/catalog --pack-option lifecycle=experimental
  $ lintel generate -o ../shop-system --check`,
    )
    .action((blueprint: string | undefined, options: GenerateOptions) =>
      execute((session) => generate(blueprint, options, session)),
    );
};

async function generate(
  blueprint: string | undefined,
  options: GenerateOptions,
  session: Session,
): Promise<number> {
  const { io } = session;
  const { findBlueprint } = await import('../../api/check.ts');
  const { acceptedModel } = await import('../../api/accepted-model.ts');
  const model = await acceptedModel(blueprint ?? findBlueprint(io.cwd()), io.cwd());
  const api = await import('../../api/generate.ts');
  const { resolve } = await import('node:path');
  const { version } = await import('../version.ts');
  const { parseOptionTexts } = await import('../../api/packs.ts');
  const packOptions = parseOptionTexts(options.packOption ?? []);
  const plan = api.planSystem(model, options.pack, { options: packOptions, cwd: io.cwd() });
  const root = resolve(io.cwd(), options.out);
  const readOnly = options.dryRun === true || options.diff === true || options.check === true;
  const { comparison, written } = readOnly
    ? { comparison: api.compareWithDisk(root, plan), written: false }
    : api.applyPlan(root, plan, { lintel: version, blueprintDigest: model.digest });
  const conflicts = api.conflictsOf(comparison).length;
  if (options.format === 'json')
    io.stdout.write(`${JSON.stringify(asJson(options.out, comparison, written), null, 2)}\n`);
  else if (options.diff) io.stdout.write(await api.formatDiff(comparison));
  else await print(comparison, options, { session, written });
  if (options.check) return api.hasDrift(comparison) ? ExitCode.short : ExitCode.ok;
  return conflicts > 0 ? ExitCode.conflict : ExitCode.ok;
}

/** What is worth a line even where hundreds of files are written: what the user has to know or to decide. */
const notable = new Set<Change['state']>([
  'conflict',
  'edited',
  'kept-deleted',
  'kept-edited',
  'remove',
  'update',
]);

async function print(
  comparison: Comparison,
  options: GenerateOptions,
  { session, written }: { session: Session; written: boolean },
): Promise<void> {
  const { io } = session;
  const palette = await loadPalette(io, io.stdout, session.noColor);
  const listAll = options.dryRun === true || options.check === true;
  const lines = comparison.changes
    .filter((change) => (listAll ? change.state !== 'same' : notable.has(change.state)))
    .map((change) => {
      const state = change.state.padEnd(12);
      const reason = 'reason' in change && change.reason !== '' ? palette.dim(`  ${change.reason}`) : '';
      return `${change.state === 'conflict' ? palette.red(state) : palette.cyan(state)} ${change.path}${reason}\n`;
    });
  const conflicts = comparison.changes.filter(({ state }) => state === 'conflict').length;
  io.stdout.write(lines.join(''));
  io.stdout.write(`${options.out}: ${countsOf(comparison)}${outcome(written, conflicts, listAll)}\n`);
  if (conflicts > 0) {
    io.stderr.write('error: files that you changed would have to change again; nothing was written\n');
    io.stderr.write('  hint: see --diff; move your change away, or take over what is generated by hand\n');
  } else if (written && comparison.changes.every(({ state }) => state === 'create')) {
    io.stderr.write(`next: cd ${options.out} && npm install && npm test && npm start\n`);
  }
}

function outcome(written: boolean, conflicts: number, listAll: boolean): string {
  if (conflicts > 0 || listAll) return '; nothing written';
  return written ? '' : '; nothing to do';
}

function countsOf(comparison: Comparison): string {
  const counts = Object.entries(summaryOf(comparison)).map(([state, count]) => `${count} ${state}`);
  return counts.join(', ') || 'no files';
}

function summaryOf(comparison: Comparison): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of comparison.changes) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function asJson(out: string, comparison: Comparison, written: boolean) {
  return {
    schemaVersion: '1',
    out,
    written,
    summary: summaryOf(comparison),
    files: comparison.changes.map((change) => ({
      path: change.path,
      state: change.state,
      ...('reason' in change && change.reason !== '' ? { reason: change.reason } : {}),
      template:
        'file' in change ? `${change.file.from.pack}/${change.file.from.template}` : change.was.template,
      blueprintPath: 'file' in change ? change.file.blueprintPath : change.was.blueprintPath,
    })),
  };
}
