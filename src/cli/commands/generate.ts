import { Option } from 'commander';
import type { Comparison, ConflictStyle } from '../../api/generate.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { formatMarkerLeft, generationJson, printGeneration, renameHints } from '../print-generation.ts';
import { refuseNoFolder } from '../refuse-no-folder.ts';

interface GenerateOptions {
  readonly out: string;
  readonly pack?: readonly string[];
  readonly packOption?: readonly string[];
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly conflict: ConflictStyle;
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
    .option(
      '--pack-option <name=value...>',
      'set an option of a pack, over lintel.config.yaml; lintel pack list names them',
    )
    .option('--dry-run', 'list what would be done to each file, write nothing')
    .option('--diff', 'print what would change as a unified diff, write nothing')
    .option(
      '--check',
      'exit with 1 if the folder is not as the blueprint says or has conflict markers, write nothing',
    )
    .addOption(
      new Option(
        '--conflict <what>',
        'where you changed what is generated differently now: write nothing, or …',
      )
        .choices(['fail', 'markers', 'ours', 'theirs'])
        .default('fail'),
    )
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ lintel generate -o ../shop-system
  $ lintel generate shop.blueprint.yaml -o ../shop-system --dry-run
  $ lintel generate -o ../shop-system --pack kubernetes --diff
  $ lintel generate -o ../shop-docs --pack ./packs/catalog --pack-option lifecycle=experimental
  $ lintel generate -o ../shop-system --check
  $ lintel generate -o ../shop-system --conflict markers

What you change is kept, and merged with what is generated differently later. Where both changed one place, nothing is
written, or, with --conflict, both stand there between markers, or yours (ours), or what is generated (theirs; a copy of
your file is kept in .lintel/replaced). What matches a pattern in DIR/.lintelignore is left alone.`,
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
  refuseNoFolder(options.out);
  const { findBlueprint } = await import('../../api/check.ts');
  const { acceptedBlueprint } = await import('../../api/accepted-model.ts');
  const { model, packSettings } = await acceptedBlueprint(blueprint ?? findBlueprint(io.cwd()), io.cwd());
  const api = await import('../../api/generate.ts');
  const { resolve } = await import('node:path');
  const { version } = await import('../version.ts');
  const { parseOptionTexts } = await import('../../api/packs.ts');
  const packOptions = parseOptionTexts(options.packOption ?? []);
  const readOnly = options.dryRun === true || options.diff === true || options.check === true;
  const { comparison, written } = api.generateSystem(model, {
    packs: options.pack,
    choice: { options: packOptions, settings: packSettings, cwd: io.cwd() },
    root: resolve(io.cwd(), options.out),
    conflict: options.conflict,
    isDry: readOnly,
    lintel: version,
  });
  for (const warning of comparison.warnings) io.stderr.write(`warning: ${warning}\n`);
  if (options.format === 'json')
    io.stdout.write(
      `${JSON.stringify(await generationJson(comparison, { ...options, written }), null, 2)}\n`,
    );
  else if (options.diff) await printDiff(comparison, io);
  else await printGeneration(comparison, { ...options, written, readOnly }, session);
  if (options.check) {
    for (const left of api.markersLeft(comparison)) io.stderr.write(formatMarkerLeft(left));
    return api.hasDrift(comparison) ? ExitCode.short : ExitCode.ok;
  }
  if (api.conflictsOf(comparison).length > 0) return ExitCode.conflict;
  // Markers are left for somebody to look at: whoever generates without looking should stop here.
  const isMarked = options.conflict === 'markers' && api.resolvedConflicts(comparison).length > 0;
  return isMarked && !readOnly ? ExitCode.short : ExitCode.ok;
}

/** A diff that is written into a file has nothing else in it. */
async function printDiff(comparison: Comparison, io: Session['io']): Promise<void> {
  const { formatDiff } = await import('../../api/generate.ts');
  io.stdout.write(await formatDiff(comparison));
  for (const hint of await renameHints(comparison, false)) io.stderr.write(`hint: ${hint}\n`);
}
