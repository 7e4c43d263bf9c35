import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, minimal, reference, temporaryFolder } from '../support/run-lintel.ts';

async function generated(blueprint = minimal): Promise<string> {
  const out = join(temporaryFolder(), 'system');
  const { exitCode, stderr } = await lintel(['generate', blueprint, '-o', out]);
  expect(exitCode, stderr).toBe(0);
  return out;
}

describe('lintel generate', () => {
  it('writes services, stand-ins and manifests, and says what to do next', async () => {
    const out = join(temporaryFolder(), 'system');
    const { exitCode, stdout, stderr } = await lintel(['generate', reference, '-o', out]);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/: \d+ create$/)]);
    expect(stderr).toContain('npm install && npm test && npm start');
    for (const path of [
      'services/storefront/src/operations/get-home.ts',
      'services/storefront/openapi.yaml',
      'services/storefront/test/service.test.ts',
      'services/storefront/Dockerfile',
      'backends/crm/openapi.yaml',
      'backends/erp/contract.wsdl',
      'kit/test/server.test.ts',
      'stand-in/test/stand-in.test.ts',
      'deploy/compose.yaml',
      'deploy/kubernetes/base/kustomization.yaml',
      '.lintel/manifest.json',
    ]) {
      expect(existsSync(join(out, path)), path).toBe(true);
    }
  });

  it('writes nothing the second time', async () => {
    const out = await generated();
    const manifest = join(out, '.lintel/manifest.json');
    const before = statSync(manifest).mtimeMs;
    const { exitCode, stdout } = await lintel(['generate', minimal, '-o', out]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
    expect(statSync(manifest).mtimeMs).toBe(before);
  });

  it('says that a write was cut off, exits with 1 for --check, and ends it the next time', async () => {
    const out = await generated();
    mkdirSync(join(out, '.lintel/stage'));
    const words = ['generate', minimal, '-o', out];
    const told = expect.stringContaining('warning: a write to this folder was cut off');
    expect(await lintel([...words, '--check'])).toMatchObject({ exitCode: 1, stderr: told });
    const { stdout, ...dry } = await lintel([...words, '--dry-run', '-f', 'json']);
    expect(dry).toMatchObject({ exitCode: 0, stderr: told });
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { same: expect.any(Number) },
      warnings: [expect.any(String)],
    });
    expect(await lintel(words)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await lintel([...words, '--check'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('keeps what the user changed, and says so', async () => {
    const out = await generated();
    const file = join(out, 'services/home/src/operations/get-me.ts');
    writeFileSync(file, '// mine\n');
    rmSync(join(out, 'README.md'));
    const { exitCode, stdout } = await lintel(['generate', minimal, '-o', out]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/edited +services\/home\/src\/operations\/get-me\.ts/);
    expect(stdout).toMatch(/kept-deleted +README\.md/);
    expect(readFileSync(file, 'utf8')).toBe('// mine\n');
  });

  it('merges a change of the user with one of the blueprint, and refuses where they meet', async () => {
    const out = await generated();
    const folder = temporaryFolder();
    const changed = join(folder, 'blueprint.yaml');
    cpSync(join(minimal, '../contracts'), join(folder, 'contracts'), { recursive: true });
    writeFileSync(changed, readFileSync(minimal, 'utf8').replaceAll('getMe', 'getMyself'));
    const service = join(out, 'services/home/src/service.ts');
    const generatedText = readFileSync(service, 'utf8');
    writeFileSync(service, '// mine\n');
    const refused = await lintel(['generate', changed, '-o', out]);
    expect(refused.exitCode).toBe(3);
    expect(refused.stdout).toMatch(/conflict +services\/home\/src\/service\.ts/);
    expect(refused.stderr).toContain('nothing was written');
    expect(readFileSync(service, 'utf8')).toBe('// mine\n');
    expect(existsSync(join(out, 'services/home/src/operations/get-myself.ts'))).toBe(false);

    const marked = await lintel(['generate', changed, '-o', out, '--conflict', 'markers', '--dry-run']);
    expect([marked.exitCode, readFileSync(service, 'utf8')]).toEqual([0, '// mine\n']);
    expect(marked.stdout).toMatch(/merged +services\/home\/src\/service\.ts/);

    writeFileSync(service, `${generatedText}\nexport const mine = true;\n`);
    const merged = await lintel(['generate', changed, '-o', out]);
    expect(merged.exitCode, merged.stderr).toBe(0);
    expect(merged.stdout).toMatch(/merged +services\/home\/src\/service\.ts/);
    expect(readFileSync(service, 'utf8')).toMatch(/getMyself[\s\S]*\nexport const mine = true;\n$/);
    expect(await lintel(['generate', changed, '-o', out, '--check'])).toMatchObject({ exitCode: 0 });
  });

  it.each(['generate', 'explain'])('takes no empty name for the current folder: %s', async (command) => {
    const folder = temporaryFolder();
    const subject = command === 'generate' ? minimal : 'frontends.home';
    const { exitCode, stderr } = await lintel([command, subject, '-o', ''], folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('the name of the folder is empty')]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says of each conflict what it is, and only what helps', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'README.md'), '# mine\n');
    const told = async () => (await lintel(['generate', minimal, '-o', out])).stderr;
    const first = await told();
    expect(first).toMatch(
      /^error: files stand where others would be written, and Lintel did not write them; /,
    );
    expect(first).toMatch(/\n {2}hint: name another folder with -o; or keep them with --conflict ours, /);
    expect(first).not.toContain('that you changed');
    writeFileSync(join(out, 'README.md'), Buffer.from([0xff]));
    mkdirSync(join(out, 'package.json'));
    const second = await told();
    expect(second.match(/^error: .*$/gm)).toEqual([
      expect.stringContaining('no UTF-8 text'),
      expect.stringContaining('something that is no regular file'),
    ]);
    expect(second).not.toContain('markers');
    expect(second).toContain('move it away, or name the file in .lintelignore');
  });

  it('ends with 1 where it leaves markers, so that nobody goes on without looking', async () => {
    const out = await generated();
    writeFileSync(join(out, 'README.md'), '# mine\n');
    rmSync(join(out, '.lintel/bases.jsonl'));
    const folder = temporaryFolder();
    cpSync(join(minimal, '../contracts'), join(folder, 'contracts'), { recursive: true });
    const changed = join(folder, 'blueprint.yaml');
    writeFileSync(
      changed,
      readFileSync(minimal, 'utf8').replace('name: minimal', 'name: minimal\ntitle: Other'),
    );
    const { exitCode, stderr } = await lintel(['generate', changed, '-o', out, '--conflict', 'markers']);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('look at README.md: 1 place');
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/<<<<<<<[\s\S]*# mine[\s\S]*>>>>>>>/);
    const check = () => lintel(['generate', changed, '-o', out, '--check']);
    expect(await check()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^error: README\.md:1: a conflict is not resolved: /),
    });
    writeFileSync(join(out, 'README.md'), '# both\n');
    expect(await check()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('leaves alone what .lintelignore says, and warns of a pattern that matches nothing', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, '.lintelignore'), 'deploy/\nsrc/**/*.java\n');
    const { exitCode, stderr } = await lintel(['generate', minimal, '-o', out]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: .lintelignore:2: the pattern "src/**/*.java" matches nothing');
    expect(existsSync(join(out, 'deploy'))).toBe(false);
  });

  it('hands over what is ejected', async () => {
    const out = await generated();
    const { exitCode, stdout } = await lintel(['eject', join(out, 'services/home')]);
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(/^services\/home: \d+ files are yours from now on$/),
    ]);
    rmSync(join(out, 'services/home'), { recursive: true });
    const again = await lintel(['generate', minimal, '-o', out, '-f', 'json']);
    expect(JSON.parse(again.stdout).summary).toMatchObject({ ejected: expect.any(Number) });
    expect(existsSync(join(out, 'services/home'))).toBe(false);
    const unknown = await lintel(['eject', join(out, 'services/metric')]);
    expect(unknown).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('did you mean "services/metrics"?'),
    });
  });

  /** A generated project with an edit and a note in `home`, and a blueprint that calls that `start` and does not say so yet. */
  async function editedAndRenamed() {
    const out = await generated();
    const folder = temporaryFolder();
    cpSync(join(minimal, '../contracts'), join(folder, 'contracts'), { recursive: true });
    const renamed = join(folder, 'blueprint.yaml');
    const text = readFileSync(minimal, 'utf8').replace('{ to: home }', '{ to: start }');
    writeFileSync(renamed, text.replace('\n  home:\n', '\n  start:\n'));
    const operation = join(out, 'services/home/src/operations/get-me.ts');
    writeFileSync(operation, `${readFileSync(operation, 'utf8')}\n// mine\n`);
    writeFileSync(join(out, 'services/home/NOTES.md'), 'mine\n');
    const sayFormerly = () =>
      writeFileSync(renamed, text.replace('\n  home:\n', '\n  start:\n    formerly: home\n'));
    return { out, renamed, sayFormerly };
  }

  it('moves a renamed element with what the user did to it, and says how where it is not told', async () => {
    const { out, renamed, sayFormerly } = await editedAndRenamed();

    const untold = await lintel(['generate', renamed, '-o', out, '--dry-run']);
    expect(untold.stderr).toContain('write "formerly: home" at "start"');
    sayFormerly();
    const { exitCode, stdout, stderr } = await lintel(['generate', renamed, '-o', out]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain('moved from services/home/src/operations/get-me.ts');
    expect(existsSync(join(out, 'services/home'))).toBe(false);
    expect(readFileSync(join(out, 'services/start/src/operations/get-me.ts'), 'utf8')).toMatch(
      /\n\/\/ mine\n$/,
    );
    expect(readFileSync(join(out, 'services/start/NOTES.md'), 'utf8')).toBe('mine\n');
    expect(await lintel(['generate', renamed, '-o', out, '--check'])).toMatchObject({ exitCode: 0 });
  });

  it('moves edits over that a generation left behind, as its hint says', async () => {
    const { out, renamed, sayFormerly } = await editedAndRenamed();

    const hint = 'write "formerly: home" at "start" in the blueprint';
    const diff = await lintel(['generate', renamed, '-o', out, '--diff']);
    expect([diff.exitCode, diff.stderr]).toEqual([0, expect.stringContaining(hint)]);
    const untold = await lintel(['generate', renamed, '-o', out, '-f', 'json']);
    expect(JSON.parse(untold.stdout)).toMatchObject({
      written: true,
      hints: [expect.stringContaining(`${hint} and generate again`)],
    });
    sayFormerly();
    const { exitCode, stderr } = await lintel(['generate', renamed, '-o', out]);
    expect(exitCode, stderr).toBe(0);
    expect(existsSync(join(out, 'services/home'))).toBe(false);
    const moved = readFileSync(join(out, 'services/start/src/operations/get-me.ts'), 'utf8');
    expect(moved).toMatch(/\n\/\/ mine\n$/);
    expect(existsSync(join(out, 'services/start/NOTES.md'))).toBe(true);
    expect(await lintel(['generate', renamed, '-o', out, '--check'])).toMatchObject({ exitCode: 0 });
    const { stdout } = await lintel(['generate', renamed, '-o', out]);
    expect(stdout).toContain('nothing to do');
  });

  it('takes edits with names that are swapped, once', async () => {
    const folder = temporaryFolder();
    cpSync(join(minimal, '../contracts'), join(folder, 'contracts'), { recursive: true });
    const blueprint = join(folder, 'blueprint.yaml');
    const text = readFileSync(minimal, 'utf8');
    const integration = (name: string, what: string, formerly = '') =>
      `  ${name}:\n${formerly}    reaches: crm\n    operations:\n      ${what}: { http: "GET /${what.toLowerCase()}/{id}", calls: crm.readCustomer }\n`;
    const system = (gathers: string, integrations: string) =>
      text
        .replace(/gathers: .*/, `gathers: { ${gathers} } }`)
        .replace(/\nintegrations:[\s\S]*(?=\nmobileServices:)/, `\nintegrations:\n${integrations.trimEnd()}`);
    const two = system(
      'one: { from: customers.readOne }, other: { from: clients.readOther }',
      integration('customers', 'readOne') + integration('clients', 'readOther'),
    );
    writeFileSync(blueprint, two);
    const out = join(folder, 'out');
    const words = ['generate', blueprint, '-o', out];
    expect(await lintel(words)).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('next:') });
    const files = ['customers', 'clients'].map((name) => join(out, `services/${name}/src/service.ts`));
    for (const file of files) writeFileSync(file, `${readFileSync(file, 'utf8')}// of ${file}\n`);

    const swapped = system(
      'one: { from: clients.readOne }, other: { from: customers.readOther }',
      integration('clients', 'readOne', '    formerly: customers\n') +
        integration('customers', 'readOther', '    formerly: clients\n'),
    );
    writeFileSync(blueprint, swapped);
    const { exitCode, stderr } = await lintel(words);
    expect(exitCode, stderr).toBe(0);
    const [customers = '', clients = ''] = files;
    expect(readFileSync(clients, 'utf8')).toContain(`// of ${customers}\n`);
    expect(readFileSync(customers, 'utf8')).toContain(`// of ${clients}\n`);
    expect((await lintel(words)).stdout).toContain('nothing to do');
    expect(await lintel([...words, '--check'])).toMatchObject({ exitCode: 0 });
  });

  it('patches manifests as its guide shows, and says where a target is gone', async () => {
    const folder = temporaryFolder();
    cpSync(join(reference, '..'), folder, { recursive: true });
    const guide = readFileSync(join(import.meta.dirname, '../../docs/generate.md'), 'utf8');
    const patches = /```yaml\n(patches:[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const blueprint = join(folder, 'blueprint.yaml');
    const text = readFileSync(reference, 'utf8');
    writeFileSync(blueprint, text + patches);
    const out = join(folder, 'out');
    const { exitCode, stderr } = await lintel(['generate', blueprint, '-o', out]);
    expect(exitCode, stderr).toBe(0);
    const base = join(out, 'deploy/kubernetes/base');
    const storefront = readFileSync(join(base, 'storefront.yaml'), 'utf8');
    expect(storefront).toMatch(/priorityClassName: critical/);
    expect(storefront).toMatch(/name: NODE_OPTIONS\n +value: --max-old-space-size=512/);
    expect(readFileSync(join(base, 'checkout.yaml'), 'utf8')).toMatch(/annotations:\n +team: channels/);
    expect(readFileSync(join(out, 'deploy/compose.yaml'), 'utf8')).toContain('mem_limit: 512m');
    expect((await lintel(['generate', blueprint, '-o', out])).stdout).toContain('nothing to do');

    const team =
      'patches:\n  - { target: { kind: Service, name: checkout }, merge: { metadata: { labels: { team: pay } } } }\n';
    writeFileSync(join(folder, 'lintel.config.yaml'), team);
    expect((await lintel(['generate', blueprint, '-o', out])).stdout).toMatch(
      /update +deploy\/kubernetes\/base\/checkout/,
    );
    expect(readFileSync(join(base, 'checkout.yaml'), 'utf8')).toContain('team: pay');
    writeFileSync(join(folder, 'lintel.config.yaml'), team.replace('name: checkout', 'name: chekout'));
    const goneForTeam = await lintel(['generate', blueprint, '-o', out]);
    expect(goneForTeam.exitCode).toBe(1);
    expect(goneForTeam.stderr).toMatch(/lintel\.config\.yaml:2:15: error: no Service "chekout" is generated/);
    rmSync(join(folder, 'lintel.config.yaml'));

    writeFileSync(blueprint, text + patches.replace('name: storefront }', 'name: storefrnt }'));
    const gone = await lintel(['generate', blueprint, '-o', out, '--check']);
    expect(gone.exitCode).toBe(1);
    expect(gone.stderr).toMatch(
      /blueprint\.yaml:\d+:13: error: no Deployment "storefrnt" is generated \[patch\]/,
    );
    expect(gone.stderr).toContain('did you mean "storefront"?');
  });

  it('takes over no file that it did not write', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'package.json'), '{}');
    const { exitCode, stdout } = await lintel(['generate', minimal, '-o', out]);
    expect([exitCode, stdout]).toEqual([3, expect.stringMatching(/conflict +package\.json/)]);
    expect(existsSync(join(out, 'kit'))).toBe(false);
  });

  it('lists with --dry-run, shows with --diff, judges with --check, and writes nothing with any', async () => {
    const out = join(temporaryFolder(), 'system');
    const dry = await lintel(['generate', minimal, '-o', out, '--dry-run']);
    expect([dry.exitCode, dry.stdout]).toEqual([0, expect.stringMatching(/^create +\S+/)]);
    const diff = await lintel(['generate', minimal, '-o', out, '--diff', '--pack', 'compose']);
    expect([diff.exitCode, diff.stdout]).toEqual([0, expect.stringContaining('+++ b/deploy/compose.yaml')]);
    expect((await lintel(['generate', minimal, '-o', out, '--check'])).exitCode).toBe(1);
    expect(existsSync(out)).toBe(false);
    await lintel(['generate', minimal, '-o', out]);
    expect(await lintel(['generate', minimal, '-o', out, '--check'])).toMatchObject({ exitCode: 0 });
    rmSync(join(out, 'kit'), { recursive: true });
    writeFileSync(join(out, 'deploy/compose.yaml'), 'services: {}\n');
    const json = await lintel(['generate', minimal, '-o', out, '--check', '-f', 'json']);
    const states = JSON.parse(json.stdout).files.filter(({ state }: { state: string }) => state !== 'same');
    expect(new Set(states.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['edited', 'kept-deleted']),
    );
  });

  it('ends with 4 where the folder cannot be written', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const { exitCode, stdout, stderr } = await lintel(['generate', minimal, '-o', join(file, 'system')]);
    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr).toContain('cannot');
    expect(stderr).not.toContain('bug in Lintel');
  });
});
