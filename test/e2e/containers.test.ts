import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { type Engine, type EngineRun, openEngine } from '../support/containers/engine.ts';
import { bin, minimal } from '../support/run-lintel.ts';

const PROJECT = 'lintel-containers';
const BUILD_MS = 600_000;

/** What a phone is answered that makes itself known. */
interface Registration {
  readonly client_id: string;
  readonly client_secret: string;
}

const container = (service: string) => `${PROJECT}_${service}_1`;

/** Counts how often a build installed packages, and asked the registry for their versions: what it has cached, it does not run. */
function countInstalls({ stdout }: EngineRun): { readonly installs: number; readonly locks: number } {
  const count = (line: RegExp) => stdout.match(line)?.length ?? 0;
  return { installs: count(/^added \d+ packages/gm), locks: count(/^up to date in /gm) };
}

/** Runs a module's text by the node of a container that runs; it prints JSON. */
const askIn = (text: string) => ['node', '--input-type=module', '-e', text];

/** Prints which of some addresses a connection can be opened to. */
const tryAddresses = (addresses: readonly string[]) =>
  askIn(`
import { connect } from 'node:net';
const isReached = (host) => new Promise((done) => {
  const socket = connect({ host, port: 8080, timeout: 1000 });
  const end = (answer) => () => { socket.destroy(); done(answer); };
  socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
});
const addresses = ${JSON.stringify(addresses)};
const reached = await Promise.all(addresses.map(isReached));
console.log(JSON.stringify(addresses.filter((_, at) => reached[at])));`);

/** Prints what a service may do in its container. */
const lookAround = askIn(`
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
const mayWrite = (folder) => { try { writeFileSync(folder + '/x', ''); return true; } catch { return false; } };
const status = readFileSync('/proc/self/status', 'utf8');
const packages = readdirSync('/app/node_modules', { recursive: true }).filter((file) => !file.startsWith('@minimal/'));
console.log(JSON.stringify({
  user: [process.getuid(), process.getgid()],
  capabilities: [...new Set(status.match(/(?<=^Cap(?:Prm|Eff|Bnd):\\s*)\\w+/gm))],
  noNewPrivileges: /^NoNewPrivs:\\s*1$/m.test(status),
  writable: ['/', '/app', '/tmp'].filter(mayWrite),
  workspaces: readdirSync('/app/services'),
  toBuildWith: ['typescript', 'vitest', '@types'].filter((name) => existsSync('/app/node_modules/' + name)),
  types: packages.filter((file) => /\\.d\\.[cm]?ts$|\\.map$/.test(file)).length,
}));`);

/** Asks until the answer is that all is well. */
async function eventuallyEndsWell(ask: () => Promise<EngineRun>): Promise<void> {
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ exitCode: 0 }), {
    timeout: 30_000,
    interval: 100,
  });
}

describe('the minimal blueprint in containers', () => {
  let opened: Engine | string = 'it was not opened';

  /** Returns the engine; no test asks for it where there is none. */
  function engine(): Engine {
    if (typeof opened === 'string') throw new Error(opened);
    return opened;
  }

  const podman: Engine['podman'] = (...args) => engine().podman(...args);
  const pathOf = (path: string) => join(engine().folder, 'system', path);
  const inProject = (...args: readonly string[]) =>
    engine().compose(
      '--podman-build-args=--network=host',
      '-p',
      PROJECT,
      '-f',
      pathOf('deploy/compose.yaml'),
      ...args,
    );
  let services: readonly string[] = [];
  let build: EngineRun;
  let gateway = '';

  /** Runs a command that has to end well; returns what it printed. */
  async function run(command: Promise<EngineRun>): Promise<string> {
    const { exitCode, stdout, stderr } = await command;
    expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
    return stdout;
  }

  /** Starts the whole, and resolves when every service is well by its own check. */
  async function start(): Promise<void> {
    await run(inProject('up', '-d'));
    for (const service of services) await isWell(container(service));
    const published = await run(podman('port', container('api'), '8080/tcp'));
    gateway = `http://${published.trim()}`;
  }

  /** podman asks by a timer of systemd, and where there is none by nothing: so it is told to ask. */
  async function isWell(name: string): Promise<void> {
    await eventuallyEndsWell(() => podman('healthcheck', 'run', name));
  }

  const post = (path: string, headers: Readonly<Record<string, string>>, body: string) =>
    fetch(`${gateway}${path}`, { method: 'POST', headers, body });

  async function register(): Promise<Registration> {
    const body = JSON.stringify({ client_name: 'phone', software_id: 'app', software_version: '1.0.0' });
    const answer = await post('/auth/register', { 'content-type': 'application/json' }, body);
    return (await answer.json()) as Registration;
  }

  async function signIn({ client_id: id, client_secret: secret }: Registration): Promise<unknown> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${btoa(`${id}:${secret}`)}`,
    };
    const answer = await post('/auth/token', headers, 'grant_type=client_credentials');
    return ((await answer.json()) as { readonly access_token?: unknown }).access_token;
  }

  beforeAll(async () => {
    opened = await openEngine();
    if (typeof opened === 'string') return;
    await execa(process.execPath, [bin, 'generate', minimal, '-o', pathOf('')]);
    const file = pathOf('deploy/compose.yaml');
    // Port 8080 of this machine may be taken: any will do.
    const text = readFileSync(file, 'utf8').replace('127.0.0.1:8080:8080', '127.0.0.1::8080');
    writeFileSync(file, text);
    services = Object.keys(parse(text, { merge: true }).services);
    build = await inProject('build');
    await start();
  }, BUILD_MS);

  beforeEach(({ skip }) => {
    if (typeof opened === 'string') skip(`no containers here: ${opened}`);
  });

  afterAll(async () => {
    if (typeof opened === 'string') return;
    await inProject('down', '--volumes');
    await opened.close();
  }, 60_000);

  it('installs what the services are built with once for all, and what each runs with', () => {
    expect(build.exitCode, build.stderr).toBe(0);
    expect(countInstalls(build)).toEqual({ installs: 1 + services.length, locks: 1 });
  });

  it('lets a phone sign in at the gateway, and read what the backend holds', async () => {
    expect((await fetch(`${gateway}/me`)).status).toBe(401);
    const token = await signIn(await register());
    const answer = await fetch(`${gateway}/me`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { customer: expect.objectContaining({ id: expect.any(String) }) },
    ]);
  });

  it('lets nothing that is where phones are reach anything but the gateway', async () => {
    const addresses = await Promise.all(
      services.map(async (service) => {
        const found = await run(
          podman(
            'inspect',
            container(service),
            '--format',
            '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}',
          ),
        );
        return [service, ...found.trim().split(' ')];
      }),
    );
    const outside = `${PROJECT}_entry`;
    const image = `localhost/minimal/api:0.1.0`;
    const tried = await run(
      podman('run', '--rm', '--net', outside, image, ...tryAddresses(addresses.flat())),
    );
    const own = addresses.find(([service]) => service === 'api') ?? [];
    const reached: readonly string[] = JSON.parse(tried);
    expect(reached).toContain('api');
    expect(reached.filter((address) => !own.includes(address))).toEqual([]);
  });

  it('lets a service reach only those that it calls', async () => {
    const reached = async (from: string) =>
      JSON.parse(
        await run(podman('exec', container(from), ...tryAddresses(services.filter((to) => to !== from)))),
      );
    expect(await reached('home')).toEqual(['api', 'customers']);
    expect(await reached('crm')).toEqual(['customers']);
  });

  it('gives a service no right that it does not need', async () => {
    for (const service of ['api', 'identity']) {
      expect(JSON.parse(await run(podman('exec', container(service), ...lookAround)))).toEqual({
        user: [10_001, 10_001],
        capabilities: ['0000000000000000'],
        noNewPrivileges: true,
        writable: ['/tmp'],
        workspaces: [service],
        toBuildWith: [],
        types: 0,
      });
    }
  });

  it('ends each service by itself, and has what was stored when it is up again', async () => {
    const phone = await register();
    for (const service of services) {
      await run(podman('stop', container(service)));
      const code = await run(podman('inspect', container(service), '--format', '{{.State.ExitCode}}'));
      expect([service, code]).toEqual([service, '0']);
    }
    await run(inProject('down'));
    await start();
    expect(await signIn(phone)).toEqual(expect.any(String));
  });

  it('runs an image by itself, or says in one sentence why it cannot', async () => {
    const image = 'localhost/minimal/identity:0.1.0';
    const name = `${PROJECT}-alone`;
    await run(podman('run', '--detach', '--name', name, image));
    const isReady = askIn(`process.exit((await fetch('http://127.0.0.1:8080/health/ready')).ok ? 0 : 1)`);
    await eventuallyEndsWell(() => podman('exec', name, ...isReady));
    expect(await podman('run', '--rm', '--read-only', image)).toEqual({
      exitCode: 4,
      stdout: '',
      stderr: expect.stringMatching(
        /^error: identity cannot keep its data in the folder \/data: .*\n {2}hint: .*$/,
      ),
    });
  });

  it('installs no package again when a source changes', async () => {
    const imageId = () =>
      run(podman('image', 'inspect', 'localhost/minimal/home:0.1.0', '--format', '{{.Id}}'));
    const before = await imageId();
    appendFileSync(pathOf('services/home/src/main.ts'), 'console.error();\n');
    const again = await inProject('build', 'home');
    expect(again.exitCode, again.stderr).toBe(0);
    expect(countInstalls(again)).toEqual({ installs: 0, locks: 0 });
    expect(await imageId()).not.toBe(before);
  }, 120_000);
});
