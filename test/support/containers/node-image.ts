import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { findProgram } from './find-program.ts';

/** What the generated Dockerfiles and npm run, beside node itself. */
const PROGRAMS = ['sh', 'env', 'find', 'mkdir', 'chown', 'mv', 'rm'];

/** What the C library loads by name when it is needed, so that `ldd` does not list it; the first is for native packages. */
const LOADED_BY_NAME = ['librt.so.1', 'libresolv.so.2', 'libnss_files.so.2', 'libnss_dns.so.2'];

/**
 * Writes the archive of a root file system that has this machine's node, npm and what they need, and nothing else: an image
 * of Node.js for where no registry can be asked for one. Returns the instructions that the image needs beside it. Throws if
 * something is not on this machine.
 */
export async function writeNodeImage(folder: string, archive: string): Promise<readonly string[]> {
  for (const path of ['usr/bin', 'usr/lib/node_modules', 'etc', 'root', 'tmp', 'var/tmp']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  // A tmpfs that is mounted there has the mode of the folder in the image.
  chmodSync(join(folder, 'tmp'), 0o1777);
  for (const [link, target] of [
    ['bin', 'usr/bin'],
    ['lib', 'usr/lib'],
    ['lib64', 'usr/lib'],
  ] as const) {
    symlinkSync(target, join(folder, link));
  }
  await addProgram(folder, 'node', process.execPath);
  for (const name of PROGRAMS) await addProgram(folder, name, programFile(name));
  addNpm(folder);
  writeFileSync(join(folder, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(folder, 'etc/group'), 'root:x:0:\n');
  const instructions = ['ENV PATH=/usr/bin', ...addAccess(folder)];
  await execa('tar', ['-C', folder, '-cf', archive, '.']);
  return instructions;
}

function programFile(name: string): string {
  const file = findProgram(name);
  if (file === null) throw new Error(`there is no ${name}`);
  return file;
}

/** Adds a program with the libraries that it is linked to, each where the loader looks for it. */
async function addProgram(folder: string, name: string, file: string): Promise<void> {
  copyFileSync(file, join(folder, 'usr/bin', name));
  const { stdout } = await execa('ldd', [file]);
  for (const [library] of stdout.matchAll(/\/[^ \n]+/g)) {
    addLibrary(folder, library);
    if (!library.endsWith('/libc.so.6')) continue;
    for (const other of LOADED_BY_NAME) addLibrary(folder, join(dirname(library), other));
  }
}

function addLibrary(folder: string, library: string): void {
  if (!existsSync(library)) return;
  mkdirSync(dirname(join(folder, library)), { recursive: true });
  copyFileSync(library, join(folder, library));
}

function addNpm(folder: string): void {
  const npm = dirname(dirname(programFile('npm')));
  cpSync(npm, join(folder, 'usr/lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(folder, 'usr/bin', name));
  }
}

/** Lets npm reach the registry that this machine uses, and trust whom this machine trusts. */
function addAccess(folder: string): readonly string[] {
  const { NODE_EXTRA_CA_CERTS: authorities, npm_config_registry: registry } = process.env;
  const instructions = registry ? [`ENV npm_config_registry=${registry}`] : [];
  if (!authorities || !existsSync(authorities)) return instructions;
  copyFileSync(authorities, join(folder, 'etc/authorities.pem'));
  return [...instructions, 'ENV NODE_EXTRA_CA_CERTS=/etc/authorities.pem'];
}
