import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { descendantsOf, eventually, isAlive } from '../support/processes.ts';
import { reference } from '../support/run-lintel.ts';

describe('the generated system, without Lintel', { timeout: 300_000 }, () => {
  let out = '';
  const npm = (...args: readonly string[]) =>
    execa('npm', args, {
      cwd: out,
      reject: false,
      all: true,
      env: { CI: '', NO_COLOR: '1' },
      stdin: 'ignore',
    });

  beforeAll(async () => {
    const folder = join(process.env['RUNNER_TEMP'] ?? '/tmp', `lintel-generated-${process.pid}`);
    out = folder;
    await lintelOutsideTest(['generate', reference, '-o', out]);
    const { exitCode, all } = await npm('install', '--prefer-offline', '--no-audit', '--no-fund');
    expect(exitCode, all).toBe(0);
    return () => rmSync(folder, { recursive: true, force: true });
  }, 300_000);

  it('builds and passes its own tests', async () => {
    const { exitCode, all } = await npm('test');
    expect(exitCode, all).toBe(0);
    expect(all).toMatch(/Tests .*passed/);
    expect(all).not.toMatch(/failed|skipped/);
  });

  it('passes its own linter', async () => {
    const { exitCode, all } = await npm('run', 'lint');
    expect(exitCode, all).toBe(0);
  });

  /** Runs a script that stays, in a process group of its own, so that it can be ended as a terminal ends it. */
  async function running(script: string) {
    const port = await freePort();
    const options = { cwd: out, reject: false, all: true, env: { PORT: String(port) } } as const;
    const child = execa('npm', ['run', script], { ...options, detached: true });
    const pid = child.pid ?? 0;
    const signalGroup = (signal: NodeJS.Signals) => process.kill(-pid, signal);
    onTestFinished(() => {
      if (descendantsOf(pid).length > 0) signalGroup('SIGKILL');
    });
    let said = '';
    child.all?.on('data', (chunk) => {
      said += String(chunk);
    });
    return {
      port,
      options,
      url: `http://127.0.0.1:${port}`,
      /** Resolves once a text was printed so often. */
      says: (text: string, times = 1) =>
        eventually(() => said.split(text).length > times, 60_000, `never said "${text}":\n${said}`),
      async end() {
        const started = descendantsOf(pid);
        signalGroup('SIGINT');
        await child;
        await eventually(() => !started.some(isAlive), 5_000, `what npm run ${script} started outlives it`);
      },
    };
  }

  it('has a linter that finds a service which uses the code of another one, or a package that its image has not', async () => {
    const source = join(out, 'services/storefront/src/operations/get-home.ts');
    const before = readFileSync(source, 'utf8');
    writeFileSync(source, `import '@omnichannel-retail/service-account';\nimport 'lru-cache';\n${before}`);
    const { exitCode, all } = await npm('run', 'lint');
    writeFileSync(source, before);
    expect(exitCode).toBe(1);
    for (const name of ['@omnichannel-retail/service-account', 'lru-cache'])
      expect(all).toContain(`Dependency ${name} isn't specified in services/storefront/package.json`);
  });

  it('starts the whole system on one machine and answers through all tiers', async () => {
    const { port, options, url, says, end } = await running('start');
    await says('start here');
    expect(await home(url)).toMatchObject({
      customer: { id: expect.any(String) },
      offers: expect.any(Array),
    });

    const second = await execa('npm', ['start'], options);
    expect(second.exitCode).toBe(4);
    expect(second.all).toContain(`port ${port} is taken`);
    expect(second.all).not.toContain('    at ');

    const astray = await execa('npm', ['start'], { ...options, env: { PORT: 'eight' } });
    expect(astray.exitCode).toBe(4);
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/exit\s+code 4, a sentence/);
    expect(astray.all).toContain('error: PORT must be a whole number of at most 65535, not "eight"');
    expect(astray.all).not.toContain('    at ');
    await end();
  });

  it('starts it again after a change, and leaves it as it is after one that does not build', async () => {
    const { url, says, end } = await running('dev');
    await says('start here');
    const source = join(out, 'services/storefront/src/operations/get-home.ts');
    const before = readFileSync(source, 'utf8');
    const after = before.replace('offers: {', 'deals: {');
    // As many editors save: the old file is replaced by another.
    writeFileSync(`${source}.new`, after);
    renameSync(`${source}.new`, source);
    await says('start here', 2);
    expect(await home(url)).toMatchObject({ customer: { id: expect.any(String) }, deals: expect.any(Array) });

    writeFileSync(source, `${after}export const count: number = 'one';\n`);
    await says('this does not build');
    await says('get-home.ts');
    expect(await home(url)).toMatchObject({ deals: expect.any(Array) });

    writeFileSync(source, before);
    await says('start here', 3);
    expect(await home(url)).toMatchObject({ offers: expect.any(Array) });
    await end();
  });
});

/** Returns what a phone that signs in is shown first. */
async function home(url: string): Promise<unknown> {
  const answer = await fetch(`${url}/home`, { headers: { authorization: `Bearer ${await signIn(url)}` } });
  expect(answer.status).toBe(200);
  return await answer.json();
}

async function lintelOutsideTest(args: readonly string[]): Promise<void> {
  const { bin } = await import('../support/run-lintel.ts');
  await execa(process.execPath, [bin, ...args]);
}

async function signIn(url: string): Promise<string> {
  const registered = await fetch(`${url}/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'phone', software_id: 'shopper-app', software_version: '3.2.0' }),
  });
  const { client_id, client_secret } = (await registered.json()) as {
    client_id: string;
    client_secret: string;
  };
  const answer = await fetch(`${url}/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Nobody else on this machine takes a port that the system has just given out. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
