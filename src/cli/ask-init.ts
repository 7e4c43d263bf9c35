import { Writable } from 'node:stream';
import inquirer from 'inquirer';
import type { Answers, AppKind, BackendAnswer, KindId, Reading } from '../api/init.ts';
import {
  APP_KINDS,
  backendNamesProblem,
  defaultAnswers,
  expectedLoad,
  KINDS,
  neededServices,
  readBackends,
  readLabel,
  readLoad,
  readName,
  titleOf,
} from '../api/init.ts';
import { type GivenAnswers, nameFor } from './init-flags.ts';

/** Where questions are asked, and the folder that the answers are for. */
export interface Asking {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  readonly coloured: boolean;
  readonly folder: string;
  readonly cwd: string;
}

/**
 * Asks for what was not given, on a terminal, and resolves to all answers; null if whoever is asked ends it by Ctrl-C or
 * Ctrl-D.
 */
export async function askForAnswers(given: GivenAnswers, asking: Asking): Promise<Answers | null> {
  const ended = new AbortController();
  // A closed input would leave the question open for ever: the library only knows Ctrl-C.
  const onKey = (_: unknown, key: { readonly ctrl?: boolean; readonly name?: string } | undefined) => {
    if (key?.ctrl === true && key.name === 'd') ended.abort();
  };
  const onEnd = () => ended.abort();
  const { input } = asking;
  const output = lastingOutput(asking);
  const prompt = createPrompt({ input, output, signal: ended.signal });
  input.on('keypress', onKey).once('end', onEnd);
  try {
    return await ask(prompt, given, asking);
  } catch (error) {
    if (error instanceof Error && /^(?:Exit|Abort)PromptError$/.test(error.name)) return null;
    throw error;
  } finally {
    input.off('keypress', onKey).off('end', onEnd);
  }
}

function createPrompt(streams: Pick<Asking, 'input' | 'output'> & { readonly signal: AbortSignal }) {
  return inquirer.createPromptModule(streams);
}

type Prompt = ReturnType<typeof createPrompt>;

async function ask(prompt: Prompt, given: GivenAnswers, asking: Asking): Promise<Answers> {
  const kind = given.kind ?? (await askKind(prompt));
  const suggested = nameFor(kind, asking.folder, asking.cwd);
  const name = given.name ?? (await askText(prompt, { message: 'Name', suggested, reader: readName }));
  const usual = defaultAnswers(kind, name);
  const label = (message: string, of: string) =>
    askText(prompt, { message, suggested: of, reader: readLabel });
  const title = given.title ?? (await label('Title, for people', titleOf(name)));
  const owner = given.owner ?? (await label('Team that answers for it', usual.owner));
  const backends = given.backends ?? (await askBackends(prompt, kind));
  // Before the services: some come with it.
  const offline = given.offline ?? (await askOffline(prompt, kind));
  return {
    kind,
    name,
    title,
    owner,
    backends,
    offline,
    services: given.services ?? (await askServices(prompt, offline)),
    load: given.load ?? (await askLoad(prompt)),
  };
}

async function askKind(prompt: Prompt): Promise<AppKind> {
  const { kind } = await prompt<{ kind: AppKind }>([
    {
      type: 'select',
      name: 'kind',
      message: 'What kind of app is it?',
      pageSize: APP_KINDS.length,
      choices: APP_KINDS.map((value) => ({
        name: value.title,
        value,
        description: capitalised(value.summary),
      })),
    },
  ]);
  return kind;
}

interface TextQuestion<T> {
  readonly message: string;
  readonly suggested: string;
  readonly reader: (text: string) => Reading<T>;
  /** What to show behind the text while it is typed. */
  readonly remark?: (text: string) => string;
}

async function askText<T>(
  prompt: Prompt,
  { message, suggested, reader, remark }: TextQuestion<T>,
): Promise<T> {
  const { text } = await prompt<{ text: string }>([
    {
      type: 'input',
      name: 'text',
      message,
      default: suggested,
      validate: (typed: string) => {
        const reading = reader(typed);
        return 'problem' in reading ? capitalised(reading.problem) : true;
      },
      ...(remark === undefined ? {} : { transformer: (typed: string) => `${typed}${remark(typed)}` }),
    },
  ]);
  const reading = reader(text);
  if ('problem' in reading) throw new Error(`an answer was taken that is none: ${reading.problem}`);
  return reading.value;
}

/** The usual systems by a mark, others and other protocols by name. */
async function askBackends(prompt: Prompt, kind: AppKind): Promise<readonly BackendAnswer[]> {
  const { usual } = await prompt<{ usual: readonly string[] }>([
    {
      type: 'checkbox',
      name: 'usual',
      message: 'Which backend systems are behind it?',
      default: kind.systems.map(({ name }) => name),
      choices: kind.systems.map(({ name, title, protocol }) => ({
        name: `${name} (${title}, ${protocol.toUpperCase()})`,
        value: name,
        short: name,
      })),
    },
  ]);
  const chosen = kind.systems.filter(({ name }) => usual.includes(name));
  const merge = (others: readonly BackendAnswer[]) => [
    ...chosen.flatMap(({ name, protocol }) =>
      others.some((other) => other.name === name) ? [] : [{ name, protocol }],
    ),
    ...others,
  ];
  return askText(prompt, {
    message: 'Others, or other protocols, such as "loyalty:rest erp:soap" (Enter for none)',
    suggested: '',
    reader: (text) => {
      const reading = readBackends(text);
      if ('problem' in reading) return reading;
      // Read once more as a whole, which knows how many there may be.
      const all = readBackends(
        merge(reading.value)
          .map(({ name, protocol }) => `${name}:${protocol}`)
          .join(','),
      );
      if ('problem' in all) return all;
      if (all.value.length === 0) return { problem: 'name at least one backend system' };
      const problem = backendNamesProblem(kind, all.value);
      return problem === null ? all : { problem };
    },
  });
}

/** Why a service is not asked for. */
const NEEDED: Partial<Record<KindId, string>> = {
  identity: '(always: the gateway lets nobody in without a token)',
  sync: '(always where phones are offline)',
};

async function askServices(prompt: Prompt, offline: boolean): Promise<readonly KindId[]> {
  const needed = neededServices(offline);
  const { services } = await prompt<{ services: readonly KindId[] }>([
    {
      type: 'checkbox',
      name: 'services',
      message: 'Which mobile services?',
      choices: KINDS.map(({ id, title, summary }) => ({
        name: title,
        value: id,
        short: id,
        checked: true,
        description: summary,
        ...(needed.includes(id) ? { disabled: NEEDED[id] ?? '(always)' } : {}),
      })),
    },
  ]);
  return services;
}

async function askOffline(prompt: Prompt, kind: AppKind): Promise<boolean> {
  const { offline } = await prompt<{ offline: boolean }>([
    {
      type: 'confirm',
      name: 'offline',
      message: 'Will phones often be without a network?',
      default: kind.offline,
    },
  ]);
  return offline;
}

function askLoad(prompt: Prompt): Promise<Answers['load']> {
  return askText(prompt, {
    message: 'Expected load: journeys a second (20/s), or users a day (50000/day)',
    suggested: '20/s',
    reader: readLoad,
    remark: (typed) => {
      const reading = readLoad(typed);
      return 'problem' in reading ? '' : `   (${expectedLoad(reading.value).sum})`;
    },
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Returns an output for several questions: each would end it with its own end. The library colours whatever it writes:
 * where that is not wanted, colours are taken out again, and the movements of the cursor left.
 */
function lastingOutput({ output, coloured }: Pick<Asking, 'output' | 'coloured'>): Asking['output'] {
  const lasting = new Writable({
    write(chunk, _encoding, done) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
      output.write(coloured ? chunk : String(chunk).replace(/\u001b\[[0-9;]*m/g, ''));
      done();
    },
  });
  return Object.defineProperties(lasting, {
    columns: { get: () => output.columns },
    end: { value: () => lasting },
  });
}
