import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeBlueprint, largeContract } from './large-blueprint.mjs';
import { lintel, reference } from './paths.mjs';
import { median } from './statistics.mjs';

const services = 1000;
const rounds = 3;
const referenceRounds = 9;

/** How long it takes to generate, against copying the same tree, and to find that nothing has changed. */
export async function measureGenerate() {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-bench-'));
  try {
    await writeFile(join(folder, 'large.openapi.yaml'), largeContract);
    await writeFile(join(folder, 'large.yaml'), largeBlueprint(services));
    return [...(await large(folder)), small(folder)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function large(folder) {
  const times = { generate: [], copy: [], again: [] };
  for (let round = 0; round < rounds; round++) {
    // Nothing is deleted between: for minutes after that, some file systems are many times slower at making files, for both.
    const out = join(folder, `out-${round}`);
    const copy = join(folder, `copy-${round}`);
    settle();
    times.generate.push(generate(join(folder, 'large.yaml'), out));
    settle();
    times.copy.push(timed('cp', ['-r', out, copy]));
    const before = await newest(out);
    times.again.push(generate(join(folder, 'large.yaml'), out));
    if ((await newest(out)) !== before) throw new Error('a second generation has written something');
  }
  const [generated, copied, again] = [median(times.generate), median(times.copy), median(times.again)];
  const value = generated / copied;
  return [
    {
      name: `generate ${services} services into an empty folder`,
      value,
      unit: 'x',
      goal: '<= 3 x',
      keeps: value <= 3,
      detail: `${generated.toFixed(2)} s against ${copied.toFixed(2)} s for cp -r of the same tree`,
    },
    {
      name: `generate ${services} services, nothing changed`,
      value: again,
      unit: 's',
      goal: '<= 1 s',
      keeps: again <= 1,
      detail: '0 files written',
    },
  ];
}

function small(folder) {
  const times = Array.from({ length: referenceRounds }, (_, round) =>
    generate(reference, join(folder, `reference-${round}`)),
  );
  const value = median(times);
  return {
    name: 'generate, reference blueprint, start to end',
    value,
    unit: 's',
    goal: '<= 0.6 s',
    keeps: value <= 0.6,
    detail: 'into an empty folder; JHipster, a gateway and two services: 30 s',
  };
}

function generate(blueprint, out) {
  return timed(process.execPath, [lintel, 'generate', blueprint, '-o', out]);
}

/** What was written before is not to be put on the disk while something else is measured. */
function settle() {
  spawnSync('sync');
}

/** Returns seconds. */
function timed(command, args) {
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  return (performance.now() - startedAt) / 1000;
}

/** Returns when anything below a folder was changed last, and how many files and folders there are. */
async function newest(folder) {
  const entries = await readdir(folder, { recursive: true });
  const times = await Promise.all(entries.map(async (entry) => (await stat(join(folder, entry))).ctimeMs));
  return `${entries.length} ${Math.max(...times)}`;
}
