import { basename, resolve } from 'node:path';
import type { Answers, AppKind, Reading } from '../api/init.ts';
import {
  defaultAnswers,
  readAppKind,
  readBackends,
  readLabel,
  readLoad,
  readName,
  readServices,
} from '../api/init.ts';
import { UserError } from '../diagnostics/user-error.ts';

/** The flags of `lintel init`, as they were written. */
export interface InitFlags {
  readonly kind?: string;
  readonly name?: string;
  readonly title?: string;
  readonly owner?: string;
  readonly backend: readonly string[];
  readonly services?: string;
  readonly offline?: boolean;
  readonly load?: string;
}

/** What the flags answer. */
export type GivenAnswers = Partial<Answers>;

/** The answers that have to be given where nobody can be asked, with the flags that give them. */
const FLAGS = {
  kind: '--kind',
  name: '--name',
  owner: '--owner',
  backends: '--backend',
  services: '--services',
  offline: '--offline or --no-offline',
  load: '--load',
} as const;

/** Returns what the flags answer. Throws a UserError `usage` for a flag that says nothing that can be understood. */
export function readFlags(flags: InitFlags): GivenAnswers {
  const backends = flags.backend.length === 0 ? undefined : flags.backend.join(',');
  const given = {
    kind: read('--kind', flags.kind, readAppKind),
    name: read('--name', flags.name, readName),
    title: read('--title', flags.title, readLabel),
    owner: read('--owner', flags.owner, readLabel),
    backends: read('--backend', backends, readBackends),
    services: read('--services', flags.services, readServices),
    offline: flags.offline,
    load: read('--load', flags.load, readLoad),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function read<T>(
  flag: string,
  text: string | undefined,
  reader: (text: string) => Reading<T>,
): T | undefined {
  if (text === undefined) return undefined;
  const reading = reader(text);
  if ('problem' in reading)
    throw new UserError('usage', `${flag}: ${reading.problem}`, 'see lintel init --help');
  return reading.value;
}

/** Returns the answers with defaults for what was not given; the name is then that of the folder. */
export function withDefaults(
  given: GivenAnswers,
  of: { readonly fallback: AppKind; readonly folder: string; readonly cwd: string },
): Answers {
  const kind = given.kind ?? of.fallback;
  const name = given.name ?? nameFor(kind, of.folder, of.cwd);
  return { ...defaultAnswers(kind, name), ...given };
}

/** Returns the folder's name, if it can be that of a blueprint, else the kind's. */
export function nameFor(kind: AppKind, folder: string, cwd: string): string {
  const words = basename(resolve(cwd, folder))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  const reading = readName(words);
  return 'problem' in reading ? kind.id : reading.value;
}

/** Throws a UserError `usage` that names the flags for what was not given, if anything was not. */
export function refuseMissing(given: GivenAnswers): void {
  const missing = Object.entries(FLAGS).flatMap(([answer, flag]) => (answer in given ? [] : [flag]));
  if (missing.length === 0) return;
  throw new UserError(
    'usage',
    `there is no terminal to ask at, and these flags are missing: ${missing.join(', ')}`,
    'give them, or take the defaults with --yes',
  );
}
