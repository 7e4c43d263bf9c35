// Writes the code cache of the bundle for `validate`, in a process of its own: what a validation of the reference blueprint compiles is
// what it holds. More would not do any harm but to the time that it takes to load.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { cacheOf, loadProgram } = createRequire(import.meta.url)('../bin/lintel.js');
const blueprint = fileURLToPath(new URL('../blueprints/mobile-integration/blueprint.yaml', import.meta.url));

const { program, script } = loadProgram('validate');
const own = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: {},
  cwd: () => process.cwd(),
  on() {},
  exit(code) {
    this.exitCode = code;
  },
};
await program.start(['validate', blueprint], own);
if (own.exitCode !== 0) throw new Error('the reference blueprint is not valid');
writeFileSync(cacheOf('validate'), script.createCachedData());
