import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const SERVICE = `
import { createHttpService, runService, serviceSettings, text, url } from './index.ts';

await runService({
  readConfig: (environment) => ({
    ...serviceSettings(environment, 'storefront'),
    crmUrl: url(environment, 'CRM_URL', 'http://crm:8080'),
    mistake: text(environment, 'MISTAKE', ''),
  }),
  createService: (config, seams) => {
    if (config.mistake !== '') throw new TypeError(config.mistake);
    return createHttpService(config, seams, []);
  },
}, process.env);
`;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-run-service-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  await build({
    stdin: { contents: SERVICE, resolveDir: resolve('templates/typescript/kit/src'), loader: 'ts' },
    outfile: join(folder, 'main.mjs'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (env: Readonly<Record<string, string>>) =>
  execa(process.execPath, [join(folder, 'main.mjs')], {
    env: { HOST: '127.0.0.1', PORT: '0', ...env },
    reject: false,
  });

test.each([
  [
    { PORT: 'http' },
    'PORT must be a whole number of at most 65535, not "http"',
    'PORT to one, or leave it out for 8080',
  ],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud"',
    'LOG_LEVEL to one of them, or leave it out for info',
  ],
  [
    { CRM_URL: 'crm:8080' },
    'CRM_URL must be a URL that begins with http:// or https://',
    'CRM_URL to where the service is, or leave it out for http://crm:8080',
  ],
])('a service that is told %j says what is wrong and ends', async (env, sentence, hint) => {
  const { exitCode, stdout, stderr } = await run(env);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 4,
    stdout: '',
    stderr: `error: ${sentence}\n  hint: set ${hint}`,
  });
});

test('a mistake of the service itself keeps its stack', async () => {
  const { exitCode, stderr } = await run({ MISTAKE: 'a mistake of ours' });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/TypeError: a mistake of ours\n +at /);
});

test('a service logs where it listens, and which signal ends it', async () => {
  const running = run({});
  running.stdout.once('data', () => running.kill('SIGTERM'));
  const { exitCode, stdout } = await running;
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').map((line) => JSON.parse(line))).toMatchObject([
    { service: 'storefront', msg: 'listening', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
    { service: 'storefront', msg: 'stopping', signal: 'SIGTERM' },
  ]);
});
