import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Pool } from 'undici';
import { fourTiers, root } from './paths.mjs';
import { median } from './statistics.mjs';

const connections = 32;
const warmUpMs = 3000;
const measuredMs = 5000;
const rounds = 3;

/** Requests a second through gateway, frontend, integration and backend: generated, with everything on, and by hand. */
export async function measureThroughput() {
  const folder = await mkdtemp(join(tmpdir(), 'lintel-bench-'));
  try {
    const generated = [];
    const byHand = [];
    for (let round = 0; round < rounds; round++) {
      byHand.push(await withHandWritten((url) => requestsPerSecond(url, {})));
      generated.push(await withGenerated(folder, requestsPerSecond));
    }
    const value = median(generated) / median(byHand);
    const detail = `${median(generated).toFixed(0)} requests/s against ${median(byHand).toFixed(0)} by hand`;
    return [
      {
        name: 'requests/s through four tiers',
        value,
        unit: 'x',
        goal: '>= 0.7 x',
        keeps: value >= 0.7,
        detail,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function requestsPerSecond(url, headers) {
  const pool = new Pool(url, { connections });
  const request = async () => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/home/42', headers });
    const answer = await body.json();
    if (statusCode !== 200 || answer.customer.name !== 'Ada Lovelace')
      throw new Error(JSON.stringify(answer));
  };
  const run = async (durationMs) => {
    const endMs = performance.now() + durationMs;
    let count = 0;
    const loop = async () => {
      for (; performance.now() < endMs; count++) await request();
    };
    await Promise.all(Array.from({ length: connections }, loop));
    return (count / durationMs) * 1000;
  };
  await run(warmUpMs);
  const rate = await run(measuredMs);
  await pool.close();
  return rate;
}

async function withHandWritten(measure) {
  const file = fileURLToPath(new URL('hand-written.mjs', import.meta.url));
  const start = (...args) => {
    const child = fork(file, args);
    return new Promise((resolve) => child.once('message', ({ url }) => resolve({ child, url })));
  };
  const backend = await start('backend');
  const services = await start('services', backend.url);
  try {
    return await measure(services.url);
  } finally {
    services.child.kill();
    backend.child.kill();
  }
}

/** The fleet as `simulate` starts it, with its spans collected, but without its devices' traffic. */
async function withGenerated(folder, measure) {
  const { startBenchFleet } = await loadSource('scripts/bench/bench-fleet.ts', folder);
  const fleet = await startBenchFleet({
    blueprint: fourTiers,
    folder: join(folder, 'system'),
    hostsDir: `${root}dist/hosts`,
  });
  try {
    return await measure(fleet.url, { authorization: `Bearer ${await signIn(fleet.url)}` });
  } finally {
    await fleet.stop();
  }
}

async function signIn(url) {
  const registration = await fetch(`${url}/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'bench', software_id: 'app', software_version: '1.0.0' }),
  });
  const { client_id, client_secret } = await registration.json();
  const answer = await fetch(`${url}/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return (await answer.json()).access_token;
}

/** Loads a module that imports Lintel's sources, bundled into a folder. */
async function loadSource(path, folder) {
  const outfile = join(root, 'dist', 'bench', 'bench-fleet.js');
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return import(`${pathToFileURL(outfile)}?${encodeURIComponent(folder)}`);
}
