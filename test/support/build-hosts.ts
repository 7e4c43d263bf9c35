import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the entries of the host processes from source into a folder under node_modules, where their packages are found,
 * and returns its path. Each caller has its own, so that test files do not disturb each other.
 */
export function buildHosts(caller: string): Promise<string> {
  return bundle(caller, ['src/simulate/fleet/service-host.ts', 'src/simulate/devices/device-host.ts']);
}

/** Bundles the thread that stages in the same way, and returns the path of its module. */
export async function buildStageThread(caller: string): Promise<string> {
  return join(await bundle(caller, ['src/write/ahead/stage-thread.ts']), 'stage-thread.js');
}

async function bundle(caller: string, entryPoints: string[]): Promise<string> {
  const outdir = join(root, 'node_modules/.cache/lintel-test-hosts', caller);
  mkdirSync(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    entryNames: '[name]',
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  await stop();
  return outdir;
}
