import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/observe/run-event.ts';
import { systemClock } from '../../src/simulate/clock.ts';
import { type SimulateOptions, simulate } from '../../src/simulate/simulate.ts';
import { buildHosts } from '../support/build-hosts.ts';
import { descendantsOf, eventually, isAlive } from '../support/processes.ts';
import { fault, request, tinyApp, tinyModel, tinyScenario } from '../support/tiny-model.ts';
import { createTinySystem, type TinySystem } from '../support/tiny-system.ts';

let hostsDir = '';
let system: TinySystem;
/** Of this file alone, so that what its runs leave behind can be told from what others do. */
const ownTmp = mkdtempSync(join(tmpdir(), 'lintel-test-'));

beforeAll(async () => {
  process.env['TMPDIR'] = ownTmp;
  hostsDir = await buildHosts('simulate');
  system = createTinySystem();
});
afterAll(() => {
  system.remove();
  rmSync(ownTmp, { recursive: true, force: true });
});

// Patient phones: a busy machine makes a run slow, and must not make it fail.
const app = tinyApp([request('GET /items/{sku}'), request('POST /orders', { sku: '{sku}' })], {
  timeoutMs: 20_000,
});

async function run(changes: Partial<SimulateOptions> = {}) {
  const events: RunEvent[] = [];
  const result = await simulate({
    model: tinyModel([app]),
    generatedDir: system.root,
    hostsDir,
    scenario: tinyScenario(15, 1500),
    seed: 1,
    extraFaults: [],
    isolation: 'shared',
    signal: new AbortController().signal,
    listeners: [{ on: (event) => events.push(event) }],
    startedAt: systemClock.monotonic(),
    ...changes,
  });
  return { run: result, events };
}

const runFolders = () => readdirSync(ownTmp).filter((name) => /^lintel-\w{6}$/.test(name));
const children = () => descendantsOf(process.pid).filter(isAlive);

describe.each(['shared', 'process'] as const)('a run with %s isolation', (isolation) => {
  it('carries traffic through every tier, is observed on every edge, and leaves nothing running', async () => {
    const before = { folders: runFolders(), children: children() };
    const { run: result, events } = await run({ isolation });
    expect(result.requests.failed).toBe(0);
    expect(result.requests.sent).toBeGreaterThan(20);
    expect([...result.edges.keys()].map((key) => key.replace('\u0000', ' -> '))).toEqual([
      'adapter -> warehouse',
      'api -> shop',
      'phone -> api',
      'shop -> adapter',
      'warehouse -> warehouse/storage',
    ]);
    const requests = result.requests.sent;
    for (const from of ['phone\u0000api', 'adapter\u0000warehouse']) {
      expect(result.edges.get(from)?.count).toBe(requests);
    }
    expect(result.firstAnswerMs).toBeGreaterThan(result.readyMs);
    const order = events.map(({ type }) => type);
    expect(order.filter((type) => /^(run|fleet|traffic)-/.test(type))).toEqual([
      'run-started',
      'fleet-ready',
      'traffic-started',
      'run-ended',
    ]);
    expect(children()).toEqual(before.children);
    expect(runFolders()).toEqual(before.folders);
  });

  it('kills an element and brings it back on its port', async () => {
    const { run: result, events } = await run({
      isolation,
      scenario: tinyScenario(15, 4000, [fault('adapter', { kind: 'kill' }, { fromMs: 500, toMs: 1500 })]),
    });
    expect(result.edges.get('shop\u0000adapter')?.faulted).toBeGreaterThan(0);
    expect(result.faults.get('adapter: kill')).toBe(result.edges.get('shop\u0000adapter')?.faulted);
    const last = events.filter((event) => event.type === 'request-ended').slice(-3);
    expect(last.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    expect(events.filter((event) => event.type === 'service-stopped')).toMatchObject([
      { element: 'adapter', expected: true },
    ]);
  });

  it('names the service that does not start, with what it logged last', async () => {
    const broken = createTinySystem();
    broken.write(
      'services/shop/src/service.ts',
      `export function createService(config, seams) {
        seams.logSink.write('{"msg":"reading the catalogue"}\\n');
        throw new Error('the catalogue is empty');
      }`,
    );
    const before = children();
    await expect(run({ isolation, generatedDir: broken.root })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(
        /service "shop" could not start.*catalogue is empty[\s\S]*shop\/src\/service\.ts:3[\s\S]*reading the catalogue/,
      ),
    });
    expect(children()).toEqual(before);
    broken.remove();
  });
});

describe('faults', () => {
  it('act between two services and between the phones and their gateway, and mark what they touch', async () => {
    const { run: result } = await run({
      scenario: tinyScenario(15, 1500, [
        fault('adapter -> warehouse', { kind: 'status', status: 503 }, { first: 3 }),
      ]),
      extraFaults: [fault('phone -> api', { kind: 'reset' }, { first: 2 })],
    });
    expect(result.edges.get('adapter\u0000warehouse')?.faulted).toBe(3);
    expect(result.edges.get('phone\u0000api')?.faulted).toBe(2);
    expect(result.requests.failed).toBe(5);
  });

  it.each([
    ['nobody', {}, 'undefined element "nobody"'],
    ['phone -> shop', {}, '"phone -> shop", which is no edge'],
    ['phone', {}, 'which nothing calls'],
    ['shop', { share: 0.5 }, 'a kill takes the whole element'],
  ] as const)('are refused on %s with %o before anything is started', async (on, changes, message) => {
    await expect(run({ extraFaults: [fault(on, { kind: 'kill' }, changes)] })).rejects.toMatchObject({
      code: 'fault',
      message: expect.stringContaining(message),
    });
  });
});

describe('the generated folder', () => {
  it('is refused where it is none', async () => {
    await expect(run({ generatedDir: tmpdir() })).rejects.toMatchObject({ code: 'not-generated' });
  });

  it('is refused where it lacks an element, which is named', async () => {
    const model = tinyModel([app]);
    const [gateway] = model.gateways;
    const elements = gateway === undefined ? [] : [...model.elements, { ...gateway, name: 'second' }];
    await expect(run({ model: { ...model, elements } })).rejects.toMatchObject({
      code: 'not-generated',
      message: expect.stringContaining('"second"'),
    });
  });

  it('is refused where it does not compile, with file and line', async () => {
    const broken = createTinySystem();
    broken.write('services/shop/src/service.ts', 'export const = 1;');
    await expect(run({ generatedDir: broken.root })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('services/shop/src/service.ts:1:14'),
    });
    broken.remove();
  });
});

describe('an abort', () => {
  it.each(['run-started', 'fleet-ready', 'request-ended'] as const)(
    'after %s ends the run as interrupted and leaves nothing running',
    async (moment) => {
      const before = { folders: runFolders(), children: children() };
      const controller = new AbortController();
      const { run: result } = await run({
        signal: controller.signal,
        scenario: tinyScenario(20, 60_000),
        listeners: [{ on: ({ type }) => type === moment && controller.abort() }],
      });
      expect(result.interrupted).toBe(true);
      expect(children()).toEqual(before.children);
      expect(runFolders()).toEqual(before.folders);
    },
  );
});

describe.skipIf(!existsSync('/proc/self/stat'))('a parent that is killed', () => {
  it.each([
    ['SIGKILL', 'shared'],
    ['SIGKILL', 'process'],
    ['SIGTERM', 'shared'],
    ['SIGHUP', 'shared'],
  ] as const)('by %s leaves no process of a fleet with %s isolation', async (signal, isolation) => {
    const entry = await buildParent();
    const parent = spawn(process.execPath, [entry, system.root, hostsDir, isolation], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await said(parent, 'request-ended');
    const fleet = descendantsOf(parent.pid ?? 0);
    expect(fleet.length).toBe(isolation === 'shared' ? 3 : 5);
    parent.kill(signal);
    await eventually(() => !fleet.some(isAlive), 2000, `${fleet.filter(isAlive).length} processes are left`);
  });
});

/** Bundles the parent that is to be killed, beside the hosts, where its packages are found. */
async function buildParent(): Promise<string> {
  const outfile = join(hostsDir, 'run-tiny.js');
  await build({
    entryPoints: [fileURLToPath(new URL('../support/run-tiny.ts', import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  await stop();
  return outfile;
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes(word)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the parent ended with ${code} before it said ${word}`)));
  });
}
