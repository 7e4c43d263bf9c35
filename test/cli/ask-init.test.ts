import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answers } from '../../src/api/init.ts';
import { type Asking, askForAnswers } from '../../src/cli/ask-init.ts';
import type { GivenAnswers } from '../../src/cli/init-flags.ts';

const ENTER = '\r';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

let input: PassThrough;
let screen: string;
let waiting: { readonly text: string; readonly resume: () => void } | null;
let asking: Asking;

beforeEach(() => {
  input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 160 });
  screen = '';
  waiting = null;
  output.on('data', (chunk) => {
    screen += String(chunk);
    if (waiting !== null && screen.includes(waiting.text)) waiting.resume();
  });
  asking = { input, output, coloured: false, folder: 'pocket-shop', cwd: '/home/ines' };
});

afterEach(() => {
  input.destroy();
  vi.unstubAllEnvs();
});

/** Resolves when a text is on the screen. */
async function appeared(text: string): Promise<void> {
  if (!screen.includes(text))
    await new Promise<void>((resume) => {
      waiting = { text, resume };
    });
  waiting = null;
}

/** As `appeared`; what was there before is forgotten. */
async function shown(text: string): Promise<void> {
  await appeared(text);
  screen = '';
}

/** Answers each question, as soon as it is asked, by keys. */
async function answer(...exchanges: readonly (readonly [question: string, ...keys: string[]])[]) {
  for (const [question, ...keys] of exchanges) {
    await shown(question);
    for (const key of keys) input.write(key);
  }
}

function ask(given: GivenAnswers = {}): Promise<Answers | null> {
  return askForAnswers(given, asking);
}

describe('askForAnswers', () => {
  it('asks for everything, and takes what is proposed by Enter', async () => {
    const asked = ask();
    await answer(
      ['What kind of app', DOWN, ENTER],
      ['Name', ENTER],
      ['Title', ENTER],
      ['Team', ENTER],
      ['backend systems', ENTER],
      ['Others', ENTER],
      ['without a network', ENTER],
      ['mobile services', ENTER],
      ['Expected load', ENTER],
    );
    expect(await asked).toMatchObject({
      kind: { id: 'banking' },
      name: 'pocket-shop',
      title: 'Pocket shop',
      owner: 'team-mobile',
      backends: [
        { name: 'customer-file', protocol: 'rest' },
        { name: 'core-banking', protocol: 'soap' },
        { name: 'payment-hub', protocol: 'rest' },
      ],
      offline: false,
      services: ['push', 'sync', 'metrics', 'security', 'identity'],
      load: { per: 'second', journeys: 20 },
    });
  });

  it('looks as docs/authoring.md shows it', async () => {
    let lines = '';
    asking.output.on('data', (chunk) => {
      lines += String(chunk);
    });
    const asked = askForAnswers({}, { ...asking, folder: 'shop' });
    const questions = [
      'What kind',
      'Name',
      'Title',
      'Team',
      'backend',
      'Others',
      'network',
      'services',
      'load',
    ];
    await answer(...questions.map((question) => [question, ENTER] as const));
    await asked;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    const plain = lines.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '\n');
    const said = plain.match(/^✔ .*$/gm)?.map((line) => line.trimEnd());
    const page = readFileSync(new URL('../../docs/authoring.md', import.meta.url), 'utf8');
    expect(page).toContain(`\`\`\`text\n${said?.join('\n')}\n\`\`\``);
  });

  it('asks only for what was not given, and again for what it cannot take', async () => {
    const asked = ask({ name: 'x', title: 'X', owner: 'o', offline: true, services: [] });
    await answer(
      ['What kind of app', ENTER],
      ['backend systems', ' ', ENTER],
      ['Others', 'identity:rest', ENTER],
      ['has the name of a mobile service', ...Array(13).fill('\u007f'), 'erp:rest', ENTER],
      ['Expected load', 'x', ENTER],
      ['is no load', '\u007f', '50000/day', ENTER],
    );
    expect(await asked).toMatchObject({
      kind: { id: 'retail' },
      backends: [
        { name: 'catalog', protocol: 'rest' },
        { name: 'erp', protocol: 'rest' },
      ],
      load: { per: 'day', users: 50_000 },
    });
  });

  it('shows what a number of users comes to while it is typed', async () => {
    const backends = [{ name: 'crm', protocol: 'rest' as const }];
    const asked = ask({ name: 'x', title: 'X', owner: 'o', backends, offline: false, services: [] });
    await answer(['What kind of app', ENTER], ['Expected load', '50000/day']);
    await shown('50,000 users x 3 journeys / 10 / 3,600 s = 4.2/s');
    input.write(ENTER);
    expect(await asked).toMatchObject({ load: { per: 'day', users: 50_000 } });
  });

  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
  ])('ends without answers by %s', async (_name, key) => {
    const asked = ask();
    await answer(['What kind of app', ENTER], ['Name', 'sh', key]);
    expect(await asked).toBeNull();
  });

  it('ends without answers where the input ends', async () => {
    const asked = ask();
    await answer(['What kind of app', ENTER]);
    await shown('Name');
    input.end();
    expect(await asked).toBeNull();
  });

  it.each([
    ['leaves colours out where they are not wanted', false],
    ['has colours where they are wanted', true],
  ])('%s', async (_claim, coloured) => {
    // The library looks at this process's own output, which is no terminal here.
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    asking = { ...asking, coloured };
    const asked = ask();
    await appeared('Service desk');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    expect(/\u001b\[[0-9;]+m/.test(screen)).toBe(coloured);
    input.write(CTRL_C);
    expect(await asked).toBeNull();
  });
});
