import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { watch } from 'chokidar';

// Runs the whole system. After each change of a source it builds again, and what was built without mistakes is started.

const root = join(import.meta.dirname, '..', '..');
const start = join(import.meta.dirname, 'start.js');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** Saving several files, or changing the branch, is one change. */
const settleMs = 100;

let system: ChildProcess | undefined;
let isChanged = false;
let isBusy = false;
let settling: NodeJS.Timeout | undefined;

const watcher = watch(['kit', 'stand-in', 'services', 'backends', 'system'], {
  cwd: root,
  ignoreInitial: true,
  ignored: (path) => /(^|[\\/])(dist|node_modules|test)([\\/]|$)/.test(relative(root, path)),
});
watcher.on('all', (_event, path) => {
  if (!/[\\/]src[\\/]/.test(path)) return;
  clearTimeout(settling);
  settling = setTimeout(refresh, settleMs);
});
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
startSystem();

async function refresh(): Promise<void> {
  isChanged = true;
  if (isBusy) return;
  isBusy = true;
  while (isChanged) {
    isChanged = false;
    const isBuilt = await build();
    if (isChanged) continue;
    if (!isBuilt) say('this does not build; what was built before is left as it is');
    else {
      await stopSystem();
      startSystem();
    }
  }
  isBusy = false;
}

async function build(): Promise<boolean> {
  say('building');
  const compiler = spawn(process.execPath, [tsc, '--build'], { cwd: root, stdio: 'inherit' });
  const [code] = await once(compiler, 'exit');
  return code === 0;
}

function startSystem(): void {
  const child = spawn(process.execPath, [start], { cwd: root, stdio: 'inherit' });
  system = child;
  child.once('exit', (code, signal) => {
    if (system !== child) return;
    system = undefined;
    say(`the system has ended (${signal ?? `exit code ${code}`}); it starts again after a change`);
  });
}

async function stopSystem(): Promise<void> {
  const child = system;
  system = undefined;
  if (child === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function stop(): Promise<void> {
  await Promise.all([watcher.close(), stopSystem()]);
  process.exit(0);
}

function say(what: string): void {
  process.stdout.write(`dev: ${what}\n`);
}
