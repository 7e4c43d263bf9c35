import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeBlueprint, largeContract } from './large-blueprint.mjs';
import { lintel, reference } from './paths.mjs';
import { median } from './statistics.mjs';

const rounds = 7;
const sizes = [10, 100, 500, 1000];

/** How the time of `validate` grows with the blueprint. */
export async function measureLarge() {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-bench-'));
  try {
    await writeFile(join(folder, 'large.openapi.yaml'), largeContract);
    for (const size of sizes) await writeFile(join(folder, `${size}.yaml`), largeBlueprint(size));
    return figures(time(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the median of each command in seconds, taken round by round. */
function time(folder) {
  const files = {
    reference,
    ...Object.fromEntries(sizes.map((size) => [size, join(folder, `${size}.yaml`)])),
  };
  const times = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
  for (let round = 0; round < rounds + 1; round++) {
    for (const [name, file] of Object.entries(files)) {
      const startedAt = performance.now();
      const { status } = spawnSync(process.execPath, [lintel, 'validate', file], { stdio: 'ignore' });
      if (status !== 0) throw new Error(`validate ${file} ended with ${status}`);
      if (round >= 1) times[name].push((performance.now() - startedAt) / 1000);
    }
  }
  return (name) => median(times[name]);
}

function figures(secondsFor) {
  const extra = secondsFor(500) - secondsFor('reference');
  // What 900 more services take, against what 90 more take: 10 if the time grows as the blueprint does.
  const growth = (secondsFor(1000) - secondsFor(100)) / (secondsFor(100) - secondsFor(10));
  const shown = sizes.map((size) => `${size}: ${(secondsFor(size) * 1000).toFixed(0)} ms`).join(', ');
  return [
    {
      name: 'validate, 500 services, beyond the reference',
      value: extra,
      unit: 's',
      goal: '<= 0.60 s',
      keeps: extra <= 0.6,
      detail: shown,
    },
    {
      name: 'validate, 900 services more against 90 more',
      value: growth,
      unit: 'x',
      goal: '<= 12 x (10 x is linear)',
      keeps: growth <= 12,
      detail: shown,
    },
  ];
}
