import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, lintel, reference } from '../support/run-lintel.ts';

/** The commands of the guide about explaining, with what they print there. */
const guide = readFileSync(join(import.meta.dirname, '../../docs/generate.md'), 'utf8');
const section = guide.slice(guide.indexOf('## Where a line comes from'));
const block = /```console\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
const shown = [...block.matchAll(/^\$ lintel (.*)\n((?:[^$].*\n)*)/gm)].map(
  ([, command = '', output = '']) => [command, output] as const,
);

let lab: string;
let folder: string;
let out: string;

describe('lintel explain', () => {
  beforeAll(() => {
    lab = mkdtempSync(join(tmpdir(), 'lintel-explain-'));
    folder = join(lab, 'here');
    out = join(folder, '../shop-system');
    mkdirSync(folder);
    execFileSync(process.execPath, [bin, 'generate', reference, '-o', out], { stdio: 'ignore' });
    return () => rmSync(lab, { recursive: true, force: true });
  });

  it.each(shown)('prints what the guide shows: %s', async (command, output) => {
    const { exitCode, stdout } = await lintel(command.split(' '), folder);
    expect([exitCode, `${stdout}\n`]).toEqual([0, output]);
  });

  it('leads from a line of the whole to the element that it is for, and back', async () => {
    const { stdout } = await lintel(['explain', 'frontends.storefront', '-o', out, '-f', 'json']);
    const { products } = JSON.parse(stdout);
    const compose = products.find(({ path }: { path: string }) => path === 'deploy/compose.yaml');
    const [first, last] = compose.lines;
    const lines = readFileSync(join(out, 'deploy/compose.yaml'), 'utf8')
      .split('\n')
      .slice(first - 1, last);
    expect(lines[0]).toBe('  storefront:');
    const back = await lintel(['explain', join(out, `deploy/compose.yaml:${first + 3}`), '-f', 'json']);
    expect(JSON.parse(back.stdout)).toMatchObject({
      blueprintPath: 'frontends.storefront',
      template: 'compose/compose.yaml.hbs',
      line: { isYours: false },
    });
  });

  it('lists what is generated in a folder, and for what', async () => {
    const { stdout } = await lintel(['explain', join(out, 'services/storefront/')]);
    expect(stdout).toMatch(/^services\/storefront: \d+ files are generated\n/);
    expect(stdout).toMatch(
      /\nservices\/storefront\/src\/operations\/get-home\.ts +frontends\.storefront\.operations\.getHome +typescript\/\S+\n/,
    );
    const line = await lintel(['explain', join(out, 'services/storefront:3')]);
    expect(line).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('has no lines') });
    mkdirSync(join(out, 'own'));
    expect((await lintel(['explain', join(out, 'own')])).stdout).toContain('it is yours');
  });

  it('says of a part of an element what the element is made into', async () => {
    const { stdout } = await lintel(['explain', 'gateway.mobile-api.routes./home', '-o', out]);
    expect(stdout).toMatch(
      /^nothing is generated for gateway\.\S+ alone; as a part of gateway\.mobile-api it goes into\n/,
    );
    expect(stdout).toContain('services/mobile-api/src/');
  });

  it('knows a line of the user', async () => {
    const file = join(out, 'services/storefront/src/service.ts');
    writeFileSync(file, `// mine\n${readFileSync(file, 'utf8')}`);
    expect((await lintel(['explain', `${file}:1`])).stdout).toContain('you wrote this line');
    expect((await lintel(['explain', `${file}:2`])).stdout).toContain('service.ts.hbs:2');
  });

  it('names the patch that wrote a line, and says what a patch wrote', async () => {
    const minimal = join(lab, 'minimal');
    cpSync(join(reference, '../../minimal'), minimal, { recursive: true });
    writeFileSync(
      join(minimal, 'lintel.config.yaml'),
      'patches: [{ target: { kind: Deployment, name: home }, merge: { spec: { paused: true } } }]\n',
    );
    const patched = join(lab, 'patched');
    await lintel(['generate', join(minimal, 'blueprint.yaml'), '-o', patched]);
    const path = 'deploy/kubernetes/base/home.yaml';
    const lines = readFileSync(join(patched, path), 'utf8').split('\n');
    const at = `${path}:${lines.indexOf('  paused: true') + 1}`;
    expect((await lintel(['explain', join(patched, at)])).stdout).toContain(
      'for       frontends.home\n  from      the patch patches.0 in lintel.config.yaml\n',
    );
    expect((await lintel(['explain', 'patches.0', '-o', patched])).stdout).toMatch(`${at}  `);
  });

  it('says what there is where nothing is generated', async () => {
    const wrong = await lintel(['explain', 'frontends.storefrnt', '-o', out]);
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('did you mean') });
    const outside = await lintel(['explain', 'README.md:1'], folder);
    expect(outside).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('in no folder that Lintel generated'),
    });
  });
});
