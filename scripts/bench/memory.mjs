import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { lintel, reference } from './paths.mjs';

/** Memory of the whole reference fleet under its everyday load, default hosting: services, stand-ins and devices. */
export async function measureMemory() {
  const command = spawn(process.execPath, [lintel, 'simulate', reference, '--for', '12s', '-f', 'json'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = new Promise((resolve) => command.once('exit', resolve));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  let most = 0;
  while (running) {
    most = Math.max(most, await proportionalMegabytes(await descendants(command.pid)));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
  }
  const detail = 'proportional set size of all child processes, at most; as 12 separate processes: 734 MB';
  return [
    {
      name: 'memory of the reference fleet',
      value: most,
      unit: 'MB',
      goal: '<= 350 MB',
      keeps: most > 0 && most <= 350,
      detail,
    },
  ];
}

async function descendants(pid) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(Number(name), parent);
  }
  const found = [...parents.keys()].filter((one) => parents.get(one) === pid);
  const deeper = await Promise.all(found.map((one) => descendants(one)));
  return [...found, ...deeper.flat()];
}

async function proportionalMegabytes(pids) {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
