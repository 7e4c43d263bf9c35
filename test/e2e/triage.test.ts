import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { bin, type LintelRun, lintel, startLintel, temporaryFolder } from '../support/run-lintel.ts';

/** A sound blueprint with one plan that nothing uses, `partner`. */
const SHOP = `blueprint: mobile-integration/v1
name: shop
owner: team-a
devices:
  app:
    plan: standard
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    plans:
      standard: { rate: 10/s }
      partner: { rate: 5/s }
    routes: { /metrics: { to: metrics } }
mobileServices:
  metrics: { kind: metrics }
`;
const FIXED = SHOP.replace('      partner: { rate: 5/s }\n', '');
const PARTNER = 'gateway.api.plans.partner';
/** Nothing else than what these tests are about. */
const ONLY_UNUSED = ['unused-element', 'unused-suppression', 'suppression'];

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly suppressedBy?: { readonly by: string; readonly reason: string };
}

/** What counts and what does not, of the rules that these tests are about, as `rule severity path`. */
function outcome({ stdout }: Pick<LintelRun, 'stdout'>) {
  const report: { readonly findings: readonly Finding[]; readonly suppressed: readonly Finding[] } =
    JSON.parse(stdout);
  const ours = (all: readonly Finding[]) => all.filter(({ rule }) => ONLY_UNUSED.includes(rule));
  return {
    counts: ours(report.findings).map(({ rule, severity, path }) => `${rule} ${severity} ${path}`),
    known: ours(report.suppressed).map(
      ({ rule, suppressedBy: why, path }) => `${rule} ${why?.by} ${path}: ${why?.reason}`,
    ),
  };
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const json = (args: readonly string[], cwd: string) => lintel(['validate', '-f', 'json', ...args], cwd);

describe('a configuration', () => {
  it('is found in the folder of the blueprint or above, and no higher than the current folder', async () => {
    const { folder, write } = gitRepository();
    write({
      'lintel.config.yaml': 'rules: { unused-element: off }',
      'a/b/shop.blueprint.yaml': SHOP,
      'a/lintel.config.yml': 'rules: { unused-element: error }',
    });
    const counts = async (file: string, cwd: string) => outcome(await json([file], join(folder, cwd))).counts;
    const error = [`unused-element error ${PARTNER}`];
    expect(await counts('a/b/shop.blueprint.yaml', '.')).toEqual(error);
    expect(await counts('b/shop.blueprint.yaml', 'a')).toEqual(error);
    expect(await counts('shop.blueprint.yaml', 'a/b')).toEqual([`unused-element warning ${PARTNER}`]);
  });

  it('of a blueprint outside of the current folder is only the one beside it', async () => {
    const { folder, write } = gitRepository();
    write({
      'lintel.config.yaml': 'rules: { unused-element: off }',
      'a/shop.blueprint.yaml': SHOP,
      'b/shop.blueprint.yaml': SHOP,
      'b/lintel.config.yaml': 'rules: { unused-element: info }',
      'here/note.txt': '',
    });
    const counts = async (file: string) => outcome(await json([file], join(folder, 'here'))).counts;
    expect(await counts('../a/shop.blueprint.yaml')).toEqual([`unused-element warning ${PARTNER}`]);
    expect(await counts('../b/shop.blueprint.yaml')).toEqual([`unused-element info ${PARTNER}`]);
  });

  it('can be named, and decides the exit code', async () => {
    const folder = folderWith({
      'shop.blueprint.yaml': SHOP,
      'own.yaml': 'extends: lintel:strict',
      'lintel.config.yaml': 'rules: { unused-element: off }',
    });
    const { exitCode, stdout } = await json(['--config', 'own.yaml'], folder);
    expect([exitCode, outcome({ stdout }).counts]).toEqual([1, [`unused-element error ${PARTNER}`]]);
  });

  it('with mistakes ends with 2 and prints each on stderr with its place', async () => {
    const folder = folderWith({
      'shop.blueprint.yaml': SHOP,
      'lintel.config.yaml': 'rules:\n  unused-elment: off\n  shape: off\n',
    });
    const { exitCode, stdout, stderr } = await lintel(['validate'], folder);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('lintel.config.yaml:2:3: error: there is no rule "unused-elment" [config]');
    expect(stderr).toContain('hint: did you mean "unused-element"?');
    expect(stderr).toContain('lintel.config.yaml:3:10: error: rule "shape" cannot be set to "off" [config]');
  });

  it.each([
    ['that is missing', ['--config', 'none.yaml'], {}, 'the configuration "none.yaml" does not exist'],
    [
      'beside another one',
      [],
      { 'lintel.config.yaml': '', 'lintel.config.yml': '' },
      'has two configurations',
    ],
  ])('%s ends with 2', async (_, args, files, words) => {
    const { exitCode, stderr } = await lintel(
      ['validate', ...args],
      folderWith({ 'shop.blueprint.yaml': SHOP, ...files }),
    );
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('reads nothing that lies outside, by whatever name', async () => {
    const { folder, write } = gitRepository();
    write({
      'secret.yaml': 'password: hunter2',
      'here/shop.blueprint.yaml': SHOP,
      'here/lintel.config.yaml': 'extends: [../secret.yaml, link.yaml, sub/secret.yaml]',
    });
    symlinkSync('../secret.yaml', join(folder, 'here/link.yaml'));
    symlinkSync('..', join(folder, 'here/sub'));
    const { exitCode, stdout, stderr } = await lintel(['validate'], join(folder, 'here'));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.match(/lies outside/g)).toHaveLength(3);
    expect(stderr).not.toContain('hunter2');
  });

  it('has rules of its own, which are listed with the others', async () => {
    const folder = folderWith({
      'shop.blueprint.yaml': SHOP,
      'lintel.config.yaml': `custom:
  named-plans:
    severity: error
    message: 'plan of "{name}" lets {value} through'
    forbid: { property: plans.rate, max: 5/s }
`,
    });
    const { exitCode, stdout } = await lintel(['validate'], folder);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'shop.blueprint.yaml:13:24: error: plan of "api" lets 5/s through [named-plans]',
    );
    const sarif = await lintel(['validate', '-f', 'sarif'], folder);
    expect(sarif.stdout).toContain('"id": "named-plans"');
  });
});

describe('a comment', () => {
  const withComment = (comment: string) => SHOP.replace('5/s }', `5/s } # ${comment}`);

  it('suppresses the findings of its line, which are told with its reason', async () => {
    const text = withComment('lintel-disable-line unused-element -- they join in spring');
    const { counts, known } = outcome(await json([], folderWith({ 'shop.blueprint.yaml': text })));
    expect([counts, known]).toEqual([[], [`unused-element comment ${PARTNER}: they join in spring`]]);
  });

  it('without a reason suppresses nothing and is an error', async () => {
    const text = withComment('lintel-disable-line unused-element');
    const { exitCode, stdout } = await json([], folderWith({ 'shop.blueprint.yaml': text }));
    expect(exitCode).toBe(1);
    expect(outcome({ stdout }).counts).toEqual([`unused-element warning ${PARTNER}`, 'suppression error ']);
  });

  it('may name a custom rule, and the findings about comments have levels too', async () => {
    const text = withComment('lintel-disable-line own-rule -- so it is');
    const config = `rules: { unused-suppression: info }\ncustom: { own-rule: { message: m, forbid: { to: { kind: push } } } }`;
    const folder = folderWith({ 'shop.blueprint.yaml': text, 'lintel.config.yaml': config });
    expect(outcome(await json([], folder)).counts).toContain('unused-suppression info ');
  });

  it('that suppresses nothing is removed by --fix', async () => {
    const text = FIXED.replace(
      '10/s }',
      '10/s } # lintel-disable-line unused-element -- they join in spring',
    );
    const folder = folderWith({ 'shop.blueprint.yaml': text });
    await lintel(['validate', '--fix'], folder);
    expect(readFileSync(join(folder, 'shop.blueprint.yaml'), 'utf8')).not.toContain('lintel-disable');
  });
});

describe('a baseline', () => {
  it('is written, hides what it knows, and says what is stale', async () => {
    const folder = folderWith({ 'shop.blueprint.yaml': SHOP });
    const written = await json(['--write-baseline', 'known.json'], folder);
    expect([written.exitCode, written.stderr]).toEqual([
      0,
      expect.stringMatching(/^known\.json: \d+ findings? written$/),
    ]);
    expect(outcome(written)).toEqual({
      counts: [],
      known: [`unused-element baseline ${PARTNER}: known when the baseline was written`],
    });
    expect(readdirSync(folder).sort()).toEqual(['known.json', 'shop.blueprint.yaml']);
    const moved = `# moved\n\n${SHOP}`;
    writeFileSync(join(folder, 'shop.blueprint.yaml'), moved);
    const clean = await lintel(['validate', '--baseline', 'known.json', '--fail-on', 'info'], folder);
    expect([clean.exitCode, clean.stdout]).toEqual([0, expect.stringContaining('no findings')]);
    writeFileSync(join(folder, 'shop.blueprint.yaml'), FIXED);
    const fixed = await lintel(['validate', '--baseline', 'known.json', '--fail-on', 'warning'], folder);
    expect(fixed.exitCode).toBe(1);
    expect(fixed.stdout).toMatch(/known\.json:\d+:\d+: warning: stale baseline entry: .*partner/);
  });

  it('is the same in each folder that it is used from, and keeps its reasons and what was not looked at', async () => {
    const { folder, write } = gitRepository();
    const config = 'baseline: known.json\nrules: { unused-element: error }\n';
    write({ 'lintel.config.yaml': config, 'a/a.blueprint.yaml': SHOP, 'b/b.blueprint.yaml': SHOP });
    await lintel(['validate', '.', '--write-baseline', 'known.json'], folder);
    const file = join(folder, 'known.json');
    const first = readFileSync(file, 'utf8').replace('known when the baseline was written', 'goes in May');
    writeFileSync(file, first);
    await lintel(['validate', 'b.blueprint.yaml', '--write-baseline', '../known.json'], join(folder, 'b'));
    expect(readFileSync(file, 'utf8')).toBe(first);
    const { exitCode, stdout } = await json(['.', '--fail-on', 'info'], folder);
    expect([exitCode, outcome({ stdout }).known.length]).toEqual([0, 2]);
    expect(stdout).toContain('goes in May');
  });

  it('is not written while a blueprint has errors that leave no model, nor over something else', async () => {
    const folder = folderWith({ 'shop.blueprint.yaml': `${SHOP}nonsense: 1\n`, 'known.json': '{' });
    const broken = await lintel(['validate', '--write-baseline', 'known.json'], folder);
    expect([broken.exitCode, broken.stderr]).toEqual([
      2,
      expect.stringContaining('errors that leave no model'),
    ]);
    writeFileSync(join(folder, 'shop.blueprint.yaml'), SHOP);
    const other = await lintel(['validate', '--write-baseline', 'known.json'], folder);
    expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining('this is no baseline')]);
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe('{');
  });

  it.each([
    ['that is missing', ['--baseline', 'none.json'], 'the baseline "none.json" does not exist'],
    ['that is something else', ['--baseline', 'shop.blueprint.yaml'], 'this is no baseline'],
    [
      'to be written and compared with at once',
      ['--baseline', 'a', '--write-baseline', 'b'],
      'cannot be used with',
    ],
  ])('%s ends with 2', async (_, args, words) => {
    const { exitCode, stderr } = await lintel(
      ['validate', ...args],
      folderWith({ 'shop.blueprint.yaml': SHOP }),
    );
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('--changed-since', () => {
  const since = (ref: string, cwd: string, ...args: readonly string[]) =>
    json(['--changed-since', ref, ...args], cwd);

  it('counts what is new, and tells what was there', async () => {
    const { folder, commit, write } = gitRepository();
    commit('v1', { 'sub/shop.blueprint.yaml': SHOP });
    const another = SHOP.replace('    routes:', '      guest: { rate: 1/s }\n    routes:');
    write({ 'sub/shop.blueprint.yaml': `# moved\n${another}` });
    expect(outcome(await since('v1', join(folder, 'sub')))).toEqual({
      counts: ['unused-element warning gateway.api.plans.guest'],
      known: [`unused-element baseline ${PARTNER}: found at v1 already`],
    });
    expect(outcome(await since('v1', folder, 'sub')).counts).toHaveLength(1);
  });

  it('looks at the configuration and the comments as they were', async () => {
    const { folder, commit, write } = gitRepository();
    commit('v1', { 'shop.blueprint.yaml': SHOP, 'lintel.config.yaml': 'rules: { unused-element: off }' });
    write({ 'lintel.config.yaml': 'rules: { unused-element: info }' });
    expect(outcome(await since('v1', folder)).counts).toEqual([`unused-element info ${PARTNER}`]);
  });

  it('looks at the contracts as they were', async () => {
    const { folder, commit, write } = gitRepository();
    const minimal = join(import.meta.dirname, '../../blueprints/minimal');
    const read = (file: string) => readFileSync(join(minimal, file), 'utf8');
    const contract = 'contracts/crm.openapi.yaml';
    commit('v1', { 'blueprint.yaml': read('blueprint.yaml'), [contract]: 'openapi: 3.1.0\n' });
    write({
      [contract]: read(contract),
      'lintel.config.yaml':
        'custom: { own-rule: { message: m, forbid: { property: owner, present: true } } }',
    });
    commit('v2', {});
    const counts = async (ref: string) => JSON.parse((await since(ref, folder)).stdout).findings.length;
    expect(await counts('v1')).toBeGreaterThan(0);
    expect(await counts('v2')).toBe(0);
  });

  it('never hides an error that leaves no model', async () => {
    const { folder, commit } = gitRepository();
    commit('v1', { 'shop.blueprint.yaml': `${SHOP}nonsense: 1\n` });
    const { exitCode, stdout } = await since('v1', folder);
    expect([exitCode, JSON.parse(stdout).findings.length]).toEqual([1, 1]);
  });

  it('takes everything in a new blueprint for new, and says so', async () => {
    const { folder, commit, write } = gitRepository();
    commit('v1', {});
    write({ 'shop.blueprint.yaml': SHOP });
    const { stdout, stderr } = await since('v1', folder);
    expect(outcome({ stdout }).counts).toHaveLength(1);
    expect(stderr).toBe('"shop.blueprint.yaml" did not exist at v1: everything that is found in it is new');
  });

  it('takes what comes on stdin for the file that it stands for, and refuses it where it stands for none', async () => {
    const { folder, commit } = gitRepository();
    commit('v1', { 'shop.blueprint.yaml': SHOP });
    const run = (...args: readonly string[]) =>
      execa(process.execPath, [bin, 'validate', '-', '-f', 'json', '--changed-since', 'v1', ...args], {
        cwd: folder,
        input: SHOP,
        reject: false,
      });
    const named = await run('--stdin-filename', 'shop.blueprint.yaml');
    expect(JSON.parse(named.stdout).findings).toEqual([]);
    const { exitCode, stderr } = await run();
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--stdin-filename')]);
  });

  it('ends with 2 for a commit that is none, and without a repository', async () => {
    const { folder, commit } = gitRepository();
    commit('v1', { 'shop.blueprint.yaml': SHOP });
    for (const ref of ['v9', '-x']) {
      const { exitCode, stderr } = await lintel(['validate', `--changed-since=${ref}`], folder);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`"${ref}"`)]);
    }
    const { exitCode, stderr } = await since('v1', folderWith({ 'shop.blueprint.yaml': SHOP }));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('git knows no repository')]);
  });

  it('ends with 4 where git is not installed', async () => {
    const folder = folderWith({ 'shop.blueprint.yaml': SHOP });
    const { exitCode, stderr } = await execa(process.execPath, [bin, 'validate', '--changed-since', 'v1'], {
      cwd: folder,
      reject: false,
      env: { PATH: folder },
      extendEnv: false,
    });
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('git does not run')]);
  });
});

describe('lintel schema config', () => {
  it('prints the JSON Schema of configurations', async () => {
    const { exitCode, stdout } = await startLintel(['schema', 'config']);
    expect(exitCode).toBe(0);
    expect(Object.keys(JSON.parse(stdout).properties)).toEqual([
      'extends',
      'rules',
      'overrides',
      'custom',
      'patches',
      'packs',
      'baseline',
    ]);
  });
});

describe('a configuration', () => {
  it('counts for generate as it does for validate', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'blueprint.yaml'), SHOP);
    const rules = (severity: string) =>
      writeFileSync(join(folder, 'lintel.config.yaml'), `rules: { unused-element: ${severity} }\n`);
    rules('error');
    const refused = await lintel(['generate', '-o', 'out', '--dry-run'], folder);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('plan "partner"');
    // What stands in nobody's way is shown too, once something does.
    expect(refused.stderr).toContain('1 error, 1 warning, 2 infos');
    rules('off');
    expect((await lintel(['generate', '-o', 'out', '--dry-run'], folder)).exitCode).toBe(0);
  });
});
