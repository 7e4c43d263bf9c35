// Installs, builds, and simulates the reference blueprint for 20 seconds. Needs Node and npm, nothing else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

run(npm, ['ci', '--no-audit', '--no-fund']);
run(npm, ['run', '--silent', 'build']);
const blueprint = 'blueprints/mobile-integration/blueprint.yaml';
run('node', ['bin/lintel.js', 'simulate', blueprint, '--for', '20s', '--report', 'lintel-report']);

function run(command, args) {
  process.stderr.write(`\n$ ${[command, ...args].join(' ')}\n`);
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(signal === 'SIGINT' ? 130 : (status ?? 1));
}
