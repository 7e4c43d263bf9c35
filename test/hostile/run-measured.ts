import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { bin } from '../support/run-lintel.ts';

/** How a run of `lintel validate` ended, and what it took. */
export interface MeasuredRun {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** At most, at any time. */
  readonly residentMb: number;
  /** Of all threads, in user and in kernel mode. */
  readonly cpuMs: number;
}

/** Runs `lintel validate blueprint.yaml` in a folder to its end, in a process of its own. */
export async function validateMeasured(folder: string): Promise<MeasuredRun> {
  const args = ['--require', join(import.meta.dirname, 'measured.cjs'), bin, 'validate', 'blueprint.yaml'];
  const running = execa(process.execPath, args, {
    cwd: folder,
    reject: false,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { NO_COLOR: '1' },
  });
  onTestFinished(() => void running.kill('SIGKILL'));
  const { exitCode, stdout, stderr, stdio } = await running;
  const { residentMb, cpuMs } = JSON.parse(String(stdio[3]));
  return { exitCode, stdout, stderr, residentMb, cpuMs };
}
