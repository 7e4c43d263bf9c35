import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the entries of the host processes from source into a folder under node_modules, where their packages are found,
 * and returns its path. Each caller has its own, so that test files do not disturb each other.
 */
export async function buildHosts(caller: string): Promise<string> {
  const outdir = join(root, 'node_modules/.cache/lintel-test-hosts', caller);
  mkdirSync(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['src/simulate/fleet/service-host.ts', 'src/simulate/devices/device-host.ts'],
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
