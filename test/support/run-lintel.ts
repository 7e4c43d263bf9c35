import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const bin = join(root, 'bin/lintel.js');
export const reference = join(root, 'blueprints/mobile-integration/blueprint.yaml');
export const minimal = join(root, 'blueprints/minimal/blueprint.yaml');

export interface LintelRun {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `lintel` to its end as a user would, without a terminal. */
export async function lintel(args: readonly string[], cwd: string = root): Promise<LintelRun> {
  const { exitCode, signal, stdout, stderr } = await startLintel(args, cwd);
  return { exitCode, signal, stdout, stderr };
}

/** Starts `lintel`; it is killed when the test ends, whatever happened. */
export function startLintel(args: readonly string[], cwd: string = root) {
  const running = execa(process.execPath, [bin, ...args], { ...options, cwd });
  onTestFinished(() => void running.kill('SIGKILL'));
  return running;
}

// Where the tests run on GitHub, what they start does not.
const env = { NO_COLOR: '1', GITHUB_ACTIONS: '' } as const;
const options = { reject: false, stdin: 'ignore', env, encoding: 'utf8' } as const;

/** Returns a new empty folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
