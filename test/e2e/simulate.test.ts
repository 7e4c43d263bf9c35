import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { descendantsOf, eventually, isAlive } from '../support/processes.ts';
import { lintel, minimal, reference, startLintel, temporaryFolder } from '../support/run-lintel.ts';

async function simulate(
  ...args: readonly string[]
): Promise<Report & { readonly exitCode: number | undefined }> {
  const { exitCode, stdout, stderr } = await lintel(['simulate', ...args, '-f', 'json']);
  if (stdout === '') throw new Error(stderr);
  return { ...JSON.parse(stdout), exitCode };
}

describe('lintel simulate', { timeout: 120_000 }, () => {
  it('passes the reference blueprint on an everyday load, every declared edge observed', async () => {
    const report = await simulate(reference, '--for', '20s');
    expect(report.edges.filter(({ observed }) => !observed)).toEqual([]);
    expect(report.edges.filter(({ declared }) => !declared)).toEqual([]);
    expect(report.elements.filter(({ count }) => count === 0)).toEqual([]);
    expect([report.exitCode, report.verdict, report.coverage]).toEqual([0, 'pass', 1]);
  });

  it('shows in an outage of the ERP the optional part missing, the rest alive, and orders failing', async () => {
    const report = await simulate(reference, '--scenario', 'backend-outage', '--for', '20s');
    const step = (label: string) => report.steps.find((one) => one.label === label);
    const objective = (start: string) =>
      report.objectives.filter(({ expression }) => expression.startsWith(start));
    expect([report.exitCode, report.verdict]).toEqual([1, 'fail']);
    expect(objective('POST /orders success')).toMatchObject([{ verdict: 'fail' }]);
    expect(objective('open-app').map(({ verdict }) => verdict)).not.toContain('fail');
    expect(step('GET /home')?.partial).toBeGreaterThan(0);
    expect(step('GET /home')?.missing).toMatchObject([{ part: 'orders' }]);
    expect(step('GET /home')?.failed).toBe(0);
    expect(step('POST /orders')?.failed).toBeGreaterThan(0);
    expect(report.faults).toMatchObject([{ touched: expect.toSatisfy((count: number) => count > 0) }]);
  });

  it('plans the same traffic for the same seed, and other traffic for another', async () => {
    const runs = await Promise.all(
      ['5', '5', '6'].map((seed) => simulate(minimal, '--for', '1s', '--seed', seed)),
    );
    const [first, second, third] = runs.map(({ planHash, requests }) => ({
      planHash,
      scheduled: requests.scheduled,
    }));
    expect(second?.planHash).toBe(first?.planHash);
    expect(third?.planHash).not.toBe(first?.planHash);
  });

  it('gives the same result with a process for each service', async () => {
    const report = await simulate(minimal, '--for', '3s', '--isolation', 'process');
    expect([report.coverage, report.requests.failed]).toEqual([1, 0]);
  });

  it('injects a fault of the command line, where and when it says', async () => {
    const fault = 'on=customers -> crm,kind=status,status=503,between=0s..2s';
    const report = await simulate(minimal, '--for', '4s', '--fault', fault);
    const edge = report.edges.find(({ from, to }) => from === 'customers' && to === 'crm');
    expect(edge?.faulted).toBeGreaterThan(0);
    expect(edge?.failed).toBe(edge?.faulted);
    expect(edge?.count).toBeGreaterThan(edge?.faulted ?? 0);
    expect(report.replay).toContain(`--fault '${fault}'`);
  });

  it('writes the report as a page, as JSON, and as spans through all tiers', async () => {
    const folder = join(temporaryFolder(), 'deep', 'report');
    const { exitCode, stderr } = await lintel([
      'simulate',
      minimal,
      '--for',
      '4s',
      '--load',
      '40/s',
      '--report',
      folder,
    ]);
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['report.html', 'report.json', 'spans.jsonl']);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('customers');
    const spans = readFileSync(join(folder, 'spans.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const crm = spans.find(({ element, kind }) => element === 'crm' && kind === 'server');
    const trace = spans.filter(({ traceId }) => traceId === crm.traceId).map(({ element }) => element);
    expect(trace).toEqual(expect.arrayContaining(['app', 'api', 'home', 'customers', 'crm']));
  });

  it('refuses a blueprint with errors with its findings, and starts nothing', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'blueprint.yaml');
    writeFileSync(file, readFileSync(minimal, 'utf8').replace('to: home', 'to: hme'));
    for (const args of [
      ['simulate', file, '--report', join(folder, 'report')],
      ['generate', file, '-o', join(folder, 'out')],
    ]) {
      const { exitCode, stdout, stderr } = await lintel(args);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toContain('did you mean "home"?');
    }
    expect(readdirSync(folder)).toEqual(['blueprint.yaml']);
  });

  it('ends with 4 where the report cannot be written, before anything is started', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const { exitCode, stdout, stderr } = await lintel([
      'simulate',
      minimal,
      '--report',
      join(file, 'report'),
    ]);
    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr).toContain('cannot write the report');
    expect(stderr).not.toContain('ready');
  });

  it('names the service that does not start, with its last words, and ends with 4', async () => {
    const system = join(temporaryFolder(), 'system');
    await lintel(['generate', minimal, '-o', system, '--pack', 'typescript']);
    const service = join(system, 'services/customers/src/service.ts');
    const text = readFileSync(service, 'utf8');
    writeFileSync(
      service,
      text.replace(/(createService\(.*\{\n)/, "$1  throw new Error('the moon is not full');\n"),
    );
    const { exitCode, stdout, stderr } = await lintel(['simulate', minimal, '--from', system]);
    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr).toContain('"customers"');
    expect(stderr).toContain('the moon is not full');
    expect(stderr).not.toContain('bug in Lintel');
  });

  it('says where generated code does not compile', async () => {
    const system = join(temporaryFolder(), 'system');
    await lintel(['generate', minimal, '-o', system, '--pack', 'typescript']);
    writeFileSync(join(system, 'services/home/src/service.ts'), 'export function createService( {');
    const { exitCode, stderr } = await lintel(['simulate', minimal, '--from', system]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('services/home/src/service.ts:1:');
  });
});

describe('a simulation that is ended', { timeout: 60_000 }, () => {
  it.each([
    ['SIGINT', 130, null],
    ['SIGINT', 130, 'Minimal: everyday'],
    ['SIGINT', 130, 'services ready'],
    ['SIGTERM', 143, 'services ready'],
    ['SIGHUP', 129, 'services ready'],
  ] as const)('by %s exits with %i and leaves nothing running (after: %s)', async (signal, code, after) => {
    const folder = temporaryFolder();
    const report = join(folder, 'report');
    mkdirSync(report);
    const running = startLintel(['simulate', minimal, '--for', '60s', '--report', report]);
    let children: readonly number[] = [];
    if (after === null) await new Promise((resolve) => running.once('spawn', resolve));
    else await untilSays(running.stderr, after);
    children = descendantsOf(running.pid ?? 0);
    running.kill(signal);
    const { exitCode, stdout, signal: endedBy } = await running;
    // A signal that comes before Lintel has read its own first line is Node's to answer.
    if (after !== null || exitCode !== undefined) expect(exitCode).toBe(code);
    else expect(endedBy).toBe(signal);
    expect(stdout).toBe('');
    expect(children.filter(isAlive)).toEqual([]);
    expect(readdirSync(report)).toEqual([]);
  });

  it('by SIGKILL leaves nothing running either', async () => {
    const running = startLintel(['simulate', minimal, '--for', '60s']);
    await untilSays(running.stderr, 'services ready');
    const children = descendantsOf(running.pid ?? 0);
    expect(children.length).toBeGreaterThanOrEqual(3);
    running.kill('SIGKILL');
    await running;
    await eventually(() => !children.some(isAlive), 2_000, 'processes of the run outlive Lintel');
  });
});

function untilSays(stream: NodeJS.ReadableStream | null | undefined, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    stream?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(words)) resolve();
    });
    stream?.once('end', () => reject(new Error(`it ended without saying "${words}":\n${said}`)));
  });
}
