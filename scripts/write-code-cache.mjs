// Writes the code caches of the bundles for the command line, each in a process of its own: what is compiled by a validation of the reference
// blueprint, and by its generation, is what they hold. More would not do any harm but to the time that it takes to load.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { cacheOf, loadProgram } = createRequire(import.meta.url)('../bin/lintel.js');
const blueprint = fileURLToPath(new URL('../blueprints/mobile-integration/blueprint.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lintel-build-'));
const commands = {
  validate: ['validate', blueprint],
  lintel: ['generate', blueprint, '-o', join(folder, 'out')],
};

const [, , name] = process.argv;
const { program, script } = loadProgram(name);
const told = [];
const own = {
  stdout: process.stdout,
  stderr: { isTTY: false, write: (text) => told.push(text) },
  env: {},
  cwd: () => process.cwd(),
  on() {},
  exit(code) {
    this.exitCode = code;
  },
};
try {
  await program.start(commands[name], own);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (own.exitCode !== 0) throw new Error(`lintel ${commands[name].join(' ')}: ${told.join('')}`);
writeFileSync(cacheOf(name), script.createCachedData());
