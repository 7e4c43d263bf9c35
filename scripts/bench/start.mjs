import { spawnSync } from 'node:child_process';
import { lintel, reference } from './paths.mjs';
import { median } from './statistics.mjs';

const rounds = 25;

/** How long commands take from start to end, against Node that does nothing. */
export async function measureStart() {
  const commands = {
    floor: ['-e', '0'],
    version: [lintel, '--version'],
    validate: [lintel, 'validate', reference],
  };
  const times = { floor: [], version: [], validate: [] };
  // Round by round, so that whatever else the machine does meets all of them alike.
  for (let round = 0; round < rounds + 2; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const startedAt = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
      if (round >= 2) times[name].push(performance.now() - startedAt);
    }
  }
  const floorMs = median(times.floor);
  const figure = (name, label, limit) => {
    const value = median(times[name]) / floorMs;
    const detail = `${median(times[name]).toFixed(0)} ms against ${floorMs.toFixed(0)} ms for node -e 0`;
    return { name: label, value, unit: 'x', goal: `<= ${limit} x`, keeps: value <= limit, detail };
  };
  return [
    figure('version', 'lintel --version', 1.2),
    figure('validate', 'lintel validate, reference blueprint', 1.6),
  ];
}
