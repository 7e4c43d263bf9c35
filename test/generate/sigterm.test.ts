import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

/** Says on which ports a service listens, when it stops to, and what of metrics it has loaded: its own log does not. */
const PRELOAD = `
import { createRequire } from 'node:module';
import { Server } from 'node:net';
const { close } = Server.prototype;
const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...rest) {
  if (event === 'listening') process.stdout.write(JSON.stringify({ port: this.address().port }) + '\\n');
  return emit.call(this, event, ...rest);
};
Server.prototype.close = function (...rest) {
  process.stdout.write(JSON.stringify({ closing: true }) + '\\n');
  return close.apply(this, rest);
};
process.on('exit', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  const metrics = loaded.filter((file) => /opentelemetry.(sdk-metrics|exporter-prometheus)/.test(file)).length;
  process.stdout.write(JSON.stringify({ metrics }) + '\\n');
});
`;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-sigterm-'));
  for (const { path, content } of planFiles(blueprintModel('minimal'), [loadPack('templates', 'typescript')])
    .files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, 'preload.mjs'), PRELOAD);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  await build({
    entryPoints: ['home', 'metrics'].map((name) => ({
      in: join(folder, `services/${name}/src/main.ts`),
      out: name,
    })),
    outdir: join(folder, 'out'),
    outExtension: { '.js': '.mjs' },
    alias: { '@minimal/kit': join(folder, 'kit/src/index.ts') },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  /** Where its metrics are read, if it was told to have any; 0 otherwise. */
  readonly metricsPort: number;
  /** Resolves to the number of modules for metrics that it has loaded, when it has ended. */
  readonly metricsModules: Promise<number>;
  /** Resolves when it has stopped listening. */
  readonly closing: Promise<void>;
  /** Resolves to how it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** Starts a service as its image does: node and its main module, without a shell. */
async function start(name: string, environment: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, ['--import', './preload.mjs', `out/${name}.mjs`], {
    cwd: folder,
    env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const lines = createInterface({ input: child.stdout });
  let isClosing = () => {};
  const closing = new Promise<void>((done) => {
    isClosing = done;
  });
  let haveEnded = (_metrics: number) => {};
  const metricsModules = new Promise<number>((done) => {
    haveEnded = done;
  });
  // The port of the service comes last: it is not asked for anything before it can be seen.
  const expected = environment['METRICS_PORT'] === undefined ? 1 : 2;
  const [port = 0, metricsPort = 0] = await new Promise<readonly number[]>((found) => {
    const ports: number[] = [];
    lines.on('line', (line) => {
      const said = JSON.parse(line);
      if (said.port !== undefined && ports.unshift(said.port) === expected) found(ports);
      if (said.closing) isClosing();
      if (said.metrics !== undefined) haveEnded(said.metrics);
    });
  });
  return { process: child, port, metricsPort, metricsModules, closing, ended };
}

function ask(
  port: number,
  path: string,
  agent: Agent,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((done, failed) => {
    const headers = { 'x-caller-id': 'C-1', 'x-caller-app': 'app', 'x-caller-plan': 'standard' };
    get({ host: '127.0.0.1', port, path, agent, headers }, (answer: IncomingMessage) => {
      text(answer).then((body) => done({ status: answer.statusCode, body }), failed);
    }).on('error', failed);
  });
}

/** Starts a backend that answers a request when it is told to. */
async function heldBackend(): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly asked: Promise<ServerResponse>;
}> {
  const server = createServer();
  const asked = once(server, 'request').then(([, reply]) => reply as ServerResponse);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the backend has no port');
  return { server, url: `http://127.0.0.1:${address.port}`, asked };
}

test.each(['home', 'metrics'])(
  '%s ends by itself on SIGTERM while a connection is kept alive',
  async (name) => {
    const service = await start(name, {});
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      expect((await ask(service.port, '/health/live', agent)).status).toBe(200);
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
      service.process.kill('SIGTERM');
      expect(await service.ended).toEqual({ code: 0, signal: null });
    } finally {
      agent.destroy();
      service.process.kill('SIGKILL');
    }
  },
);

test('answers what is under way when SIGTERM comes, and ends then', async () => {
  const backend = await heldBackend();
  const service = await start('home', { CUSTOMERS_URL: backend.url });
  const agent = new Agent({ keepAlive: true });
  try {
    const answer = ask(service.port, '/me', agent);
    // An answer before the backend was asked is a mistake that says what it is.
    const reply = await Promise.race([
      backend.asked,
      answer.then(({ body }) => Promise.reject(new Error(body))),
    ]);
    service.process.kill('SIGTERM');
    await service.closing;
    reply.setHeader('content-type', 'application/json').end('{"id":"C-1"}');
    expect(await answer).toEqual({ status: 200, body: expect.stringContaining('C-1') });
    expect(await service.ended).toEqual({ code: 0, signal: null });
  } finally {
    agent.destroy();
    backend.server.closeAllConnections();
    backend.server.close();
    service.process.kill('SIGKILL');
  }
});

test('loads nothing for metrics, and answers none, unless it is told a port for them', async () => {
  const service = await start('home', {});
  const agent = new Agent();
  try {
    expect((await ask(service.port, '/metrics', agent)).status).toBe(404);
    service.process.kill('SIGTERM');
    expect(await service.ended).toEqual({ code: 0, signal: null });
    expect(await service.metricsModules).toBe(0);
  } finally {
    service.process.kill('SIGKILL');
  }
});

test('answers metrics on a port of their own, and ends with a reader still connected', async () => {
  const service = await start('home', { METRICS_PORT: '0', CUSTOMERS_URL: 'http://127.0.0.1:1' });
  const agent = new Agent({ keepAlive: true });
  try {
    expect((await ask(service.port, '/me?x=1', agent)).status).toBe(502);
    expect((await ask(service.port, '/metrics', agent)).status).toBe(404);
    const { status, body } = await ask(service.metricsPort, '/metrics', agent);
    expect(status).toBe(200);
    const served = 'http_request_method="GET",http_response_status_code="502",http_route="/me"';
    expect(body).toContain(`http_server_request_duration_seconds_count{${served}} 1\n`);
    expect(body).toMatch(
      /^http_client_request_duration_seconds_count\{peer_service="customers",.*error_type="connection"\} \d+$/m,
    );
    expect((await ask(service.metricsPort, '/me', agent)).status).toBe(404);
    service.process.kill('SIGTERM');
    expect(await service.ended).toEqual({ code: 0, signal: null });
    expect(await service.metricsModules).toBeGreaterThan(0);
  } finally {
    agent.destroy();
    service.process.kill('SIGKILL');
  }
});

test('says which setting to change where the port for metrics is taken', async () => {
  const { server, url } = await heldBackend();
  const child = spawn(process.execPath, ['out/home.mjs'], {
    cwd: folder,
    env: { HOST: '127.0.0.1', PORT: '0', METRICS_PORT: new URL(url).port },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(said).toBe(`error: port ${new URL(url).port} is taken\n  hint: set METRICS_PORT to another one\n`);
    expect(code).toBe(4);
  } finally {
    child.kill('SIGKILL');
    server.close();
  }
});
