import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintel, reference } from './paths.mjs';
import { median } from './statistics.mjs';

const rounds = 3;

/** From the start of `simulate` to the first answer that a phone got through all tiers. */
export async function measureSimulateStart() {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-bench-'));
  try {
    run(['generate', reference, '-o', folder, '--pack', 'typescript']);
    const cold = [];
    const generated = [];
    for (let round = 0; round < rounds; round++) {
      cold.push(firstAnswerSeconds([]));
      generated.push(firstAnswerSeconds(['--from', folder]));
    }
    return [
      figure('simulate, first answer, cold', median(cold), 2.5),
      figure('simulate, first answer, already generated', median(generated), 1.5),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function figure(name, value, limit) {
  return {
    name,
    value,
    unit: 's',
    goal: `<= ${limit} s`,
    keeps: value <= limit,
    detail: 'reference blueprint',
  };
}

function firstAnswerSeconds(options) {
  const { stdout } = run(['simulate', reference, '--for', '3s', '-f', 'json', ...options], [0, 1, 2]);
  return JSON.parse(stdout).startup.firstAnswerMs / 1000;
}

function run(args, expected = [0]) {
  const result = spawnSync(process.execPath, [lintel, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
  if (!expected.includes(result.status))
    throw new Error(`lintel ${args.join(' ')}: ${result.status}\n${result.stderr}`);
  return result;
}
