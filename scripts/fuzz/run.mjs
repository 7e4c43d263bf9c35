// npm run fuzz -- [--cases 200000] [--seed N]: throws damaged blueprints and contracts at validate, all in one process, as
// an editor's or a watch's lives long. Prints the seed, how it gets on and what memory is used; exits with 1 at the first
// case for which something does not hold, which is printed as small as it could be made.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
const cases = wholeNumber('--cases', values.cases);
const seed = wholeNumber('--seed', values.seed ?? String(Date.now() % 2 ** 31));

/** Growth of what is in use, from when everything has been loaded and compiled, that no leak explains. */
const MOST_GROWTH_MB = 48;

const { fuzz } = await loadSource('scripts/fuzz/fuzz.ts');
console.log(`${cases} cases with --seed ${seed}`);
const started = performance.now();
let settledMb = null;
let lastMb = 0;
const { sorts, sound } = fuzz({ root, cases, seed, onProgress });
const seconds = (performance.now() - started) / 1000;
console.log(
  `all ${cases} hold, after ${seconds.toFixed(0)} s; ${sound} had no error; by sort: ${JSON.stringify(sorts)}`,
);
if (settledMb !== null && lastMb - settledMb > MOST_GROWTH_MB) {
  console.log(`but memory grew from ${settledMb.toFixed(0)} to ${lastMb.toFixed(0)} MB`);
  process.exitCode = 1;
}

function onProgress(done) {
  globalThis.gc?.();
  lastMb = process.memoryUsage().heapUsed / 1024 / 1024;
  // The first tenth is for compiling and for filling what is kept on purpose.
  if (settledMb === null && done >= cases / 10) settledMb = lastMb;
  const seconds = (performance.now() - started) / 1000;
  console.log(`${done} cases, ${seconds.toFixed(0)} s, ${lastMb.toFixed(1)} MB in use`);
}

function wholeNumber(option, text) {
  if (/^[0-9]{1,10}$/.test(text)) return Number(text);
  console.error(`error: ${option} wants a whole number, not "${text}"`);
  process.exit(2);
}

/** Loads a module that imports Lintel's sources, bundled into one file of a temporary folder. */
async function loadSource(path) {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-fuzz-'));
  const outfile = join(folder, 'fuzz.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    sourcemap: 'inline',
    banner: {
      js: `import { createRequire } from 'node:module';\nconst require = createRequire(${JSON.stringify(import.meta.url)});`,
    },
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
