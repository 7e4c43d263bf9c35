import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bin, minimal, temporaryFolder } from '../support/run-lintel.ts';

const good = readFileSync(minimal, 'utf8');
const contract = readFileSync(join(dirname(minimal), 'contracts/crm.openapi.yaml'), 'utf8');
/** One error: a reference to nothing. */
const bad = good.replace('{ to: home }', '{ to: hme }');

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  write({ 'contracts/crm.openapi.yaml': contract });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

interface Surroundings {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `lintel validate` in the folder of the test. */
async function validate(args: readonly string[], { input = '', env = {} }: Surroundings = {}) {
  const running = execa(process.execPath, [bin, 'validate', ...args], {
    cwd: folder,
    input,
    reject: false,
    stripFinalNewline: false,
    env: { NO_COLOR: '1', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...env },
  });
  onTestFinished(() => void running.kill('SIGKILL'));
  const { exitCode, stdout, stderr } = await running;
  return { exitCode, stdout, stderr };
}

describe('the inputs of lintel validate', () => {
  it('are every blueprint in a folder and below it, sorted, but not packages, links and other files', async () => {
    write({
      'b/z/blueprint.yaml': bad,
      'b/a.blueprint.yml': bad,
      'b/contracts/crm.openapi.yaml': contract,
      'b/values.yaml': 'a: [',
      'b/node_modules/x/blueprint.yaml': 'a: [',
      'b/.git/blueprint.yaml': 'a: [',
      'b/.lintel/blueprint.yaml': 'a: [',
    });
    symlinkSync(join(folder, 'b'), join(folder, 'b/again'));
    symlinkSync(join(folder, 'b/z/blueprint.yaml'), join(folder, 'b/link.blueprint.yaml'));
    const { exitCode, stdout } = await validate(['b', '-f', 'json']);
    expect([exitCode, JSON.parse(stdout).files]).toEqual([1, ['b/a.blueprint.yml', 'b/z/blueprint.yaml']]);
  });

  it('are checked once each, whatever they are called', async () => {
    write({ 'a.yaml': bad, 'b/blueprint.yaml': bad });
    symlinkSync('a.yaml', join(folder, 'linked.yaml'));
    const { stdout } = await validate([
      './a.yaml',
      'a.yaml',
      'linked.yaml',
      'b',
      'b/blueprint.yaml',
      '-f',
      'json',
    ]);
    expect(JSON.parse(stdout).files).toEqual(['./a.yaml', 'b/blueprint.yaml']);
  });

  it('have their findings ordered by path, line, column, then rule', async () => {
    write({ 'z.yaml': bad, 'a.yaml': bad.replace('name: minimal', 'nme: minimal') });
    const { stdout } = await validate(['z.yaml', 'a.yaml', '-f', 'json']);
    const findings: readonly { file: string; range: { start: { line: number } } }[] =
      JSON.parse(stdout).findings;
    const places = findings.map(({ file, range }) => `${file}:${String(range.start.line).padStart(3, '0')}`);
    expect(places.length).toBeGreaterThan(2);
    expect(places).toEqual(places.toSorted());
  });

  it('may be empty folders only by mistake', async () => {
    write({ 'empty/values.yaml': '' });
    const { exitCode, stdout, stderr } = await validate(['empty']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no blueprint in the folder "empty" or below it');
  });

  it('may come on standard input, with contracts beside the current folder', async () => {
    const { exitCode, stdout } = await validate(['-'], { input: good });
    expect([exitCode, stdout]).toEqual([0, '<stdin>: no findings\n']);
    expect((await validate(['-'], { input: bad })).stdout).toMatch(/^<stdin>:\d+:\d+: error: /);
  });

  it('may come on standard input in the place of a file', async () => {
    write({ 'b/blueprint.yaml': 'a: [', 'b/contracts/crm.openapi.yaml': contract, 'c/blueprint.yaml': bad });
    const named = ['-', '--stdin-filename', 'b/blueprint.yaml'];
    expect(await validate(named, { input: good })).toMatchObject({
      exitCode: 0,
      stdout: 'b/blueprint.yaml: no findings\n',
    });
    const { stdout } = await validate(['.', ...named, '-f', 'json'], { input: good });
    expect(JSON.parse(stdout).files).toEqual(['b/blueprint.yaml', 'c/blueprint.yaml']);
    expect(JSON.parse(stdout).findings.map((one: { file: string }) => one.file)).not.toContain(
      'b/blueprint.yaml',
    );
  });

  it.each([
    ['more than a blueprint may have', `# ${'x'.repeat(6 * 1024 * 1024)}`, '[limit]'],
    ['a NUL', 'a: \0', '[syntax]'],
  ])('may not have %s on standard input', async (_what, input, rule) => {
    const { exitCode, stdout } = await validate(['-'], { input });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(rule)]);
  });

  it('name a file for standard input only where that is read', async () => {
    write({ 'blueprint.yaml': good });
    const { exitCode, stderr } = await validate(['--stdin-filename', 'blueprint.yaml']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('stdin is not read')]);
  });
});

describe('the outputs of lintel validate', () => {
  it('go to stdout and to files in one run', async () => {
    write({ 'blueprint.yaml': bad });
    const { exitCode, stdout, stderr } = await validate(
      '-f text -f sarif -o findings.sarif -f junit=findings.xml -f markdown -o findings.md'.split(' '),
    );
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^blueprint\.yaml:\d+:\d+: error: /);
    expect(JSON.parse(read('findings.sarif')).runs[0].results.length).toBeGreaterThan(0);
    expect(read('findings.xml')).toContain('<failure ');
    expect(read('findings.md')).toContain('| error |');
    expect(readdirSync(folder).sort()).toEqual([
      'blueprint.yaml',
      'contracts',
      'findings.md',
      'findings.sarif',
      'findings.xml',
    ]);
  });

  it('are said on stderr where all go to files', async () => {
    write({ 'blueprint.yaml': good });
    expect(await validate(['-f', 'json', '-o', 'findings.json'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'written: findings.json; blueprint.yaml: no findings\n',
    });
  });

  it('name files relative to the repository, wherever lintel runs in it', async () => {
    write({ 'retail/blueprint.yaml': bad, 'retail/contracts/crm.openapi.yaml': contract, '.git/HEAD': '' });
    const root = folder;
    folder = join(root, 'retail');
    const { stdout } = await validate(['-f', 'sarif']);
    const [{ artifacts }] = JSON.parse(stdout).runs;
    expect(artifacts[0].location).toEqual({ uri: 'retail/blueprint.yaml', uriBaseId: '%SRCROOT%' });
  });

  it.each([
    ['two formats on stdout', '-f text -f json', 'text and json both go to stdout'],
    ['two formats in one file', '-f sarif=a -f json=a', 'sarif and json both go to "a"'],
    ['a file before any format', '-o a', 'no format is named before -o a'],
    ['two files for a format', '-f sarif=a -o b', 'the format sarif has two files, "a" and "b"'],
    ['a file without a name', '-f sarif=', 'a name of a file is empty'],
    ['a file in a folder that is not there', '-f sarif -o no/a', 'there is no folder for the file "no/a"'],
    ['a folder', '-f sarif -o contracts', '"contracts" is a folder'],
    ['a blueprint', '-f sarif -o ./blueprint.yaml', '"./blueprint.yaml" is a blueprint'],
    ['an unknown severity', '--fail-on fatal', 'Allowed choices are error, warning, info, never'],
  ])('cannot be %s', async (_what, args, words) => {
    write({ 'blueprint.yaml': bad });
    const { exitCode, stdout, stderr } = await validate(args.split(' '));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(readdirSync(folder).sort()).toEqual(['blueprint.yaml', 'contracts']);
    expect(read('blueprint.yaml')).toBe(bad);
  });

  it('replace a file as a whole, and write through what is none', async () => {
    write({ 'blueprint.yaml': good, 'findings.json': 'old' });
    symlinkSync('findings.json', join(folder, 'link.json'));
    expect((await validate(['-f', 'json=link.json', '-f', 'sarif=/dev/null'])).exitCode).toBe(0);
    expect(JSON.parse(read('findings.json')).findings).toEqual([]);
  });
});

describe('the exit code of lintel validate', () => {
  const unused = good.replace('backends:\n', 'backends:\n  old: { contract: contracts/crm.openapi.yaml }\n');

  it.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
    ['never', 0],
  ])('counts warnings as --fail-on %s says', async (failOn, exitCode) => {
    write({ 'blueprint.yaml': unused });
    expect(await validate(['--fail-on', failOn])).toMatchObject({
      exitCode,
      stdout: expect.stringContaining('warning: backend system "old"'),
    });
  });

  it('is 0 for errors too, where nothing fails', async () => {
    write({ 'blueprint.yaml': bad });
    expect(await validate(['--fail-on', 'never'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('error: '),
    });
  });
});

describe('lintel validate on GitHub', () => {
  const onGithub = { GITHUB_ACTIONS: 'true' };

  it('prints text that is no command, then annotations', async () => {
    write({ 'blueprint.yaml': bad });
    const { exitCode, stdout } = await validate([], { env: onGithub });
    expect(exitCode).toBe(1);
    const [, word = '', text = '', annotations = ''] =
      /^::stop-commands::([\w-]{36})\n([\s\S]*)::\1::\n([\s\S]*)$/.exec(stdout) ?? [];
    expect(text).toMatch(/^blueprint\.yaml:\d+:\d+: error: /);
    expect(annotations).toMatch(/^::error title=[^:\n]*,file=blueprint\.yaml,line=\d+,[^:\n]*::[^\n]*\n$/m);
    expect((await validate([], { env: onGithub })).stdout).not.toContain(word);
  });

  it('appends to the summary of the step', async () => {
    write({ 'blueprint.yaml': bad, 'summary.md': 'before\n' });
    await validate([], { env: { ...onGithub, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } });
    expect(read('summary.md')).toMatch(/^before\n### Lintel: \d+ errors?/);
  });

  it('judges as well where the summary cannot be written', async () => {
    write({ 'blueprint.yaml': good });
    const env = { ...onGithub, GITHUB_STEP_SUMMARY: join(folder, 'no/summary.md') };
    expect(await validate([], { env })).toMatchObject({
      exitCode: 0,
      stderr: 'the summary of the step cannot be written (ENOENT)\n',
    });
  });

  it('prints what it is told to, where a format is given', async () => {
    write({ 'blueprint.yaml': good });
    const { stdout } = await validate(['-f', 'json'], { env: onGithub });
    expect(JSON.parse(stdout).findings).toEqual([]);
  });

  it('takes no command from the name of a file, on stdout or stderr', async () => {
    const name = '::error::x ##[add-mask]y.blueprint.yaml';
    write({ [name]: bad });
    const { stdout } = await validate([], { env: onGithub });
    const [, , text = '', annotations = ''] =
      /^::stop-commands::([\w-]{36})\n([\s\S]*)::\1::\n([\s\S]*)$/.exec(stdout) ?? [];
    expect(text).toContain('::error::x');
    expect(annotations).not.toMatch(/::error::x|##\[/);
    const { exitCode, stderr } = await validate([`${name}.missing`], { env: onGithub });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('there is no file')]);
    expect(stderr).not.toMatch(/^\s*::|##\[/m);
  });
});
