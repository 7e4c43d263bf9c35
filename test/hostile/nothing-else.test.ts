import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bin } from '../support/run-lintel.ts';
import { CONTRACT_NAMES, CONTRACT_TEXTS } from './cases/contracts.ts';
import { folderWith } from './check-case.ts';
import { SOUND } from './sound-blueprint.ts';

const root = join(dirname(bin), '..');
const canTrace = spawnSync('strace', ['-f', '-e', 'trace=openat', 'true']).status === 0;

/** What a program opened and where it connected to, as the kernel saw it. */
interface Trace {
  readonly opened: readonly string[];
  readonly sockets: readonly string[];
}

function trace(args: readonly string[], cwd: string): Trace {
  const log = join(folderWith({}), 'trace.txt');
  const watched = ['-f', '-o', log, '-e', 'trace=open,openat,openat2,socket,connect,sendto'];
  spawnSync('strace', [...watched, process.execPath, ...args], { cwd, env: {} });
  const lines = readFileSync(log, 'utf8').split('\n');
  const opened = lines.flatMap(
    (line) => /\bopen(?:at2?)?\((?:[^",]+, )?"([^"]*)".* = \d+$/.exec(line)?.[1] ?? [],
  );
  return {
    opened: [...new Set(opened)],
    sockets: lines.filter((line) => /\b(?:socket|connect|sendto)\(.*AF_INET/.test(line)),
  };
}

let openedByNode: ReadonlySet<string> | null = null;

/** What Node opens to start and to print, whatever it runs. */
function ofNode(path: string): boolean {
  openedByNode ??= new Set(trace(['-e', 'process.stdout.write(String(process.stdin.isTTY))'], root).opened);
  return openedByNode.has(path);
}

function expectNothingElse(folder: string): void {
  const { opened, sockets } = trace([bin, 'validate', 'blueprint.yaml'], folder);
  const mine = (path: string) =>
    [folder, join(root, 'bin'), join(root, 'dist')].some((own) => path.startsWith(`${own}/`));
  expect(sockets).toEqual([]);
  expect(opened.filter((path) => !ofNode(path) && !mine(path))).toEqual([]);
  expect(opened).toContain(join(folder, 'blueprint.yaml'));
}

describe.skipIf(!canTrace)('lintel validate, watched by the kernel', () => {
  it('opens the blueprint, its contracts and itself, and connects to nobody', () => {
    expectNothingElse(folderWith({ 'blueprint.yaml': SOUND }));
  });

  it.each([
    ...CONTRACT_NAMES.filter(({ name }) => /absolute|above|host|URL|web|drive/.test(name)),
    ...CONTRACT_TEXTS.filter(({ name }) => /web|file|absolute|another document/.test(name)),
  ])('opens nothing else for $name', ({ text, files }) => {
    expectNothingElse(folderWith({ ...files, 'blueprint.yaml': text }));
  });

  it('opens nothing else for a contract that is a link out of the folder', () => {
    const folder = folderWith({ 'blueprint.yaml': SOUND.replace('crm.yaml', 'odd.yaml') });
    symlinkSync('/etc/passwd', join(folder, 'odd.yaml'));
    expectNothingElse(folder);
  });

  it('does not even open a blueprint that is a link out of its folder', () => {
    const folder = folderWith({});
    symlinkSync('/etc/passwd', join(folder, 'blueprint.yaml'));
    const { opened } = trace([bin, 'validate', 'blueprint.yaml'], folder);
    expect(opened).not.toContain('/etc/passwd');
    expect(opened).not.toContain(join(folder, 'blueprint.yaml'));
  });
});
