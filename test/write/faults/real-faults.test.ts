import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedModel } from '../../../src/api/accepted-model.ts';
import { planSystem } from '../../../src/api/generate.ts';
import { createFilePlan, type FilePlan } from '../../../src/generate/plan.ts';
import { applyPlan } from '../../../src/write/apply.ts';
import { recover } from '../../../src/write/transaction.ts';
import { writeLargeBlueprint } from '../../support/large-blueprint.ts';
import { eventually } from '../../support/processes.ts';
import { bin, lintel, minimal, reference, startLintel } from '../../support/run-lintel.ts';
import { visible } from './laboratory.ts';
import { generation } from './user-tree.ts';

const canInject =
  spawnSync('strace', ['-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO:when=1', 'true']).status === 0;
const calls = ['mkdir', 'link', 'rename', 'unlink', 'rmdir', 'fsync', 'openat'];
// Where a machine has only the newer of two calls, that is meant.
const traced = `trace=${calls.flatMap((name) => [`?${name}`, ...(name.endsWith('at') ? [] : [`?${name}at`])]).join(',')}`;
const generate = (out: string) => [bin, 'generate', reference, '--pack', 'compose', '-o', out];

let lab: string;
let newPlan: FilePlan;
let original: string;
let before: readonly string[];
let after: readonly string[];

beforeAll(async () => {
  lab = mkdtempSync(join(tmpdir(), 'lintel-faults-'));
  original = join(lab, 'original');
  const old = planSystem(await acceptedModel(minimal, lab), ['compose']);
  newPlan = planSystem(await acceptedModel(reference, lab), ['compose']);
  const [one] = old.files;
  if (one === undefined) throw new Error('the pack has no file');
  applyPlan(original, createFilePlan([...old.files, { ...one, path: 'gone/deep/file.txt' }]), { generation });
  mkdirSync(join(original, 'mine'));
  writeFileSync(join(original, 'deploy', 'notes.txt'), 'my notes');
  before = visible(original);
  const work = fresh('undisturbed');
  spawnSync(process.execPath, generate(work));
  after = visible(work);
});
afterAll(() => rmSync(lab, { recursive: true, force: true }));

function fresh(name: string): string {
  const work = join(lab, name);
  rmSync(work, { recursive: true, force: true });
  cpSync(original, work, { recursive: true });
  return work;
}

/** A call of the main thread, by its number among those of its name. */
interface Place {
  readonly name: string;
  readonly when: number;
}

/** Returns the calls of an undisturbed write, from the first that has to do with the output folder to the last. */
function writePhase(): readonly Place[] {
  const [log, work] = [join(lab, 'trace'), fresh('traced')];
  spawnSync('strace', ['-o', log, '-e', traced, process.execPath, ...generate(work)]);
  const counts = new Map<string, number>();
  const places: Place[] = [];
  let hasBegun = false;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const name = /^(\w+)\(/.exec(line)?.[1];
    if (name === undefined) continue;
    const when = (counts.get(name) ?? 0) + 1;
    counts.set(name, when);
    hasBegun ||= line.includes('/.lintel');
    if (hasBegun && (name !== 'openat' || line.includes('O_CREAT'))) places.push({ name, when });
  }
  return places;
}

interface Disturbed {
  readonly work: string;
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
}

/** Runs the command while one call is disturbed; the log tells whether that call was met. */
async function disturb(what: string, filter: readonly string[] = []): Promise<Disturbed> {
  const id = [what, ...filter].join().replaceAll(/\W/g, '-');
  const [log, work] = [join(lab, `${id}.log`), fresh(id)];
  const paths = filter.flatMap((path) => ['-P', join(work, path)]);
  const args = [
    '-o',
    log,
    ...paths,
    '-e',
    'trace=all',
    '-e',
    `inject=${what}`,
    process.execPath,
    ...generate(work),
  ];
  const { exitCode = null, stderr } = await execa('strace', args, {
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
  });
  expect(`${readFileSync(log, 'utf8')}${stderr}`, what).toMatch(/INJECTED|killed by SIGKILL/);
  return { work, exitCode };
}

function expectSound(work: string, what: string): void {
  recover(work);
  const found = visible(work);
  if (JSON.stringify(found) !== JSON.stringify(before)) expect(found, what).toEqual(after);
  applyPlan(work, newPlan, { generation });
  const withoutManifest = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('.lintel/'));
  expect(withoutManifest(visible(work)), what).toEqual(withoutManifest(after));
  expect(applyPlan(work, newPlan, { generation }).written, what).toBe(false);
  rmSync(work, { recursive: true, force: true });
}

/** Two at a time. */
async function inPairs<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const work = async () => {
    for (const item of queue) await run(item);
  };
  await Promise.all([work(), work()]);
}

describe.skipIf(!canInject)('lintel generate, with faults of the kernel', () => {
  it('leaves all as before or all new after a kill at any call that changes the disk', {
    timeout: 120_000,
  }, async () => {
    const places = writePhase();
    expect(new Set(places.map(({ name }) => name.replace(/(?<!open)at$/, '')))).toEqual(new Set(calls));
    await inPairs(places, async ({ name, when }) => {
      const what = `${name}:signal=SIGKILL:when=${when}`;
      expectSound((await disturb(what)).work, what);
    });
  });

  it('leaves all as before or all new where a call fails', { timeout: 120_000 }, async () => {
    const places = writePhase();
    const byName = [...new Set(places.map(({ name }) => name))].map((name) =>
      places.filter((place) => place.name === name),
    );
    // Each call with each error, at places that differ.
    const failing = byName.flatMap((same) =>
      ['ENOSPC', 'EIO', 'EACCES', 'EROFS'].map((code, index) => {
        const { name, when } = same[Math.floor((index * same.length) / 4)] ?? { name: '', when: 0 };
        return `${name}:error=${code}:when=${when}`;
      }),
    );
    await inPairs(failing, async (what) => expectSound((await disturb(what)).work, what));
  });

  it('leaves all as before, and says so, where the disk takes no more bytes', {
    timeout: 120_000,
  }, async () => {
    const files = ['manifest', 'journal', 'new/0'];
    const failing = files.flatMap((file) =>
      ['error=ENOSPC', 'error=EIO', 'signal=SIGKILL'].map((fault) => ({ file, fault })),
    );
    await inPairs(failing, async ({ file, fault }) => {
      const { work, exitCode } = await disturb(`write:${fault}:when=1`, [`.lintel/stage/${file}`]);
      expect(visible(work), `${file} ${fault}`).toEqual(before);
      if (fault.startsWith('error')) expect(exitCode).toBe(4);
      expectSound(work, `${file} ${fault}`);
    });
  });

  it('refuses, with the number of the process, while another one writes, and takes over when that is killed', async () => {
    const out = fresh('two');
    const stopped = spawn(
      'strace',
      [
        ...['-o', '/dev/null', '-P', join(out, '.lintel', 'stage', 'manifest')],
        ...['-e', 'inject=fsync:signal=SIGSTOP:when=1', process.execPath, ...generate(out)],
      ],
      { stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => stopped.on('exit', resolve));
    const lock = join(out, '.lintel', 'lock');
    const journal = join(out, '.lintel', 'stage', 'manifest');
    await eventually(() => existsSync(lock) && existsSync(journal), 20_000, 'no lock was taken');
    const { pid }: { pid: number } = JSON.parse(readFileSync(lock, 'utf8'));
    try {
      const refused = await lintel(generate(out).slice(1));
      expect(refused.exitCode).toBe(4);
      expect(refused.stderr).toContain(`another lintel (process ${pid}) is writing to this folder`);
    } finally {
      process.kill(pid, 'SIGKILL');
    }
    await ended;
    expect((await lintel(generate(out).slice(1))).exitCode).toBe(0);
    expect(visible(out)).toEqual(after);
  });
});

describe.skipIf(!canInject)('lintel generate of a large blueprint, with faults of the kernel', () => {
  const withOwnFile = () => {
    const work = mkdtempSync(join(lab, 'large-'));
    writeFileSync(join(work, 'mine.txt'), 'mine');
    return work;
  };

  it.each(['error=ENOSPC', 'error=EIO', 'signal=SIGKILL'])(
    'leaves all as before where the thread that stages meets %s, and all new after the next run',
    { timeout: 60_000 },
    async (fault) => {
      const large = writeLargeBlueprint(lab, 110);
      const generateLarge = (out: string) => [bin, 'generate', large, '--pack', 'typescript', '-o', out];
      const [log, work, undisturbed] = [join(lab, 'large.log'), withOwnFile(), withOwnFile()];
      const staged = join(work, '.lintel/stage/ahead/package.json');
      const { exitCode } = await execa(
        'strace',
        [
          ...['-f', '-o', log, '-P', staged, '-e', 'trace=write', '-e', `inject=write:${fault}:when=1`],
          ...[process.execPath, ...generateLarge(work)],
        ],
        { reject: false, stdin: 'ignore' },
      );
      expect(readFileSync(log, 'utf8')).toMatch(/INJECTED|killed by SIGKILL/);
      expect(visible(work)).toEqual(visible(withOwnFile()));
      if (fault.startsWith('error')) {
        expect(exitCode).toBe(4);
        expect(existsSync(join(work, '.lintel'))).toBe(false);
      }
      for (const out of [work, undisturbed])
        expect(spawnSync(process.execPath, generateLarge(out)).status).toBe(0);
      expect(visible(work)).toEqual(visible(undisturbed));
      expect(existsSync(join(work, '.lintel/stage'))).toBe(false);
    },
  );
});

describe('lintel generate, twice at once', () => {
  it('writes once, whichever is first, and refuses the others or has nothing to do', async () => {
    const out = fresh('both');
    const runs = [1, 2, 3].map(() => startLintel(generate(out).slice(1), lab));
    const codes = (await Promise.all(runs)).map(({ exitCode }) => exitCode);
    expect(codes).toContain(0);
    for (const code of codes) expect([0, 4]).toContain(code);
    expect(visible(out)).toEqual(after);
    expect(existsSync(join(out, '.lintel', 'lock'))).toBe(false);
  });
});
