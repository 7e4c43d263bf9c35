import { execFileSync } from 'node:child_process';
import {
  chmodSync,
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
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { createFilePlan } from '../../src/generate/plan.ts';
import { applyPlan, compareWithDisk } from '../../src/write/apply.ts';
import { resolvedConflicts } from '../../src/write/change.ts';
import { formatDiff } from '../../src/write/diff.ts';
import { eject } from '../../src/write/eject.ts';
import type { Wishes } from '../../src/write/generation.ts';
import { likelyRenames } from '../../src/write/likely-renames.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import { planOf, snapshot, temporaryFolders } from '../support/plans.ts';

const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };
const temporary = temporaryFolders();

type Contents = Readonly<Record<string, string>>;

function generate(root: string, contents: Contents, wishes: Partial<Wishes> = {}) {
  return applyPlan(root, planOf(contents), {
    generation,
    wishes: { conflict: 'fail', renames: [], ...wishes },
  });
}

function statesOf(root: string, contents: Contents, wishes: Partial<Wishes> = {}) {
  const { changes } = compareWithDisk(root, planOf(contents), { conflict: 'fail', renames: [], ...wishes });
  return changes.map(({ path, state }) => `${path} ${state}`);
}

const textAt = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const write = (root: string, path: string, text: string | Uint8Array) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** Every file but Lintel's own records, with its permissions. */
const tree = (root: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.lintel') && statSync(join(root, path)).isFile())
    .sort()
    .map((path) => [
      path,
      statSync(join(root, path)).mode,
      readFileSync(join(root, path)).toString('latin1'),
    ]);
const lines = (...names: readonly string[]) => names.map((name) => `${name}\n`).join('');

describe('an edit', () => {
  it('outlives any number of changes of the template elsewhere', () => {
    const root = temporary();
    generate(root, { f: lines('a', 'b', 'c', 'd', 'e') });
    write(root, 'f', lines('a', 'b', 'c', 'd', 'mine'));
    generate(root, { f: lines('A', 'b', 'c', 'd', 'e') });
    expect(textAt(root, 'f')).toBe(lines('A', 'b', 'c', 'd', 'mine'));
    generate(root, { f: lines('A', 'b', 'C', 'd', 'e') });
    expect(textAt(root, 'f')).toBe(lines('A', 'b', 'C', 'd', 'mine'));
    expect(statesOf(root, { f: lines('A', 'b', 'C', 'd', 'e') })).toEqual(['f edited']);
    const before = snapshot(root);
    expect(generate(root, { f: lines('A', 'b', 'C', 'd', 'e') }).written).toBe(false);
    expect(snapshot(root)).toEqual(before);
  });

  it('is a conflict where what was generated before is not known, and nothing is written', () => {
    const root = temporary();
    generate(root, { f: lines('a', 'b', 'c') });
    write(root, 'f', lines('a', 'b', 'mine'));
    write(root, '.lintel/bases.jsonl', `${JSON.stringify('another text')}\nno JSON\n`);
    const { comparison, written } = generate(root, { f: lines('A', 'b', 'c') });
    expect(written).toBe(false);
    expect(comparison.changes[0]).toMatchObject({
      state: 'conflict',
      reason: expect.stringContaining('not known'),
    });
  });

  it('keeps its permissions, and a script can be run', () => {
    const root = temporary();
    generate(root, { f: lines('a', 'b', 'c') });
    chmodSync(join(root, 'f'), 0o700);
    generate(root, { f: lines('a', 'b', 'C') });
    expect(statSync(join(root, 'f')).mode & 0o777).toBe(0o700);
  });

  it('that is overwritten because it was asked for is kept as a copy', () => {
    const root = temporary();
    generate(root, { f: 'old\n' });
    write(root, 'f', 'mine\n');
    const { comparison } = generate(root, { f: 'new\n' }, { conflict: 'theirs' });
    expect(resolvedConflicts(comparison).map(({ path }) => path)).toEqual(['f']);
    expect(textAt(root, 'f')).toBe('new\n');
    const copies = readdirSync(join(root, '.lintel/replaced'));
    expect(copies.map((name) => textAt(root, `.lintel/replaced/${name}`))).toEqual(['mine\n']);
  });

  it('is all that is left of a conflict resolved for it, and none the next time', () => {
    const root = temporary();
    generate(root, { f: 'old\n' });
    write(root, 'f', 'mine\n');
    generate(root, { f: 'new\n' }, { conflict: 'ours' });
    expect(textAt(root, 'f')).toBe('mine\n');
    expect(statesOf(root, { f: 'new\n' })).toEqual(['f edited']);
  });

  it('of a file that is generated no more is kept and reported each time', () => {
    const root = temporary();
    generate(root, { f: 'old\n', g: 'g\n' });
    write(root, 'f', 'mine\n');
    generate(root, { g: 'g\n' });
    expect(textAt(root, 'f')).toBe('mine\n');
    expect(statesOf(root, { g: 'g\n' })).toEqual(['f orphaned', 'g same']);
    // It is generated again: what it was is still known.
    expect(statesOf(root, { f: 'old\n', g: 'g\n' })).toEqual(['f edited', 'g same']);
  });
});

it('leaves alone what packs made that are not asked this time, and knows it again later', () => {
  const root = temporary();
  const other = planOf({ 'other.txt': 'o\n' }).files.map((file) => ({
    ...file,
    from: { pack: 'other', template: 't' },
  }));
  applyPlan(root, createFilePlan([...planOf({ f: 'f\n' }).files, ...other]), { generation });
  expect(statesOf(root, { f: 'f2\n' })).toEqual(['f update', 'other.txt not-asked']);
  generate(root, { f: 'f2\n' });
  expect(textAt(root, 'other.txt')).toBe('o\n');
  const { changes } = compareWithDisk(root, createFilePlan(planOf({ f: 'f2\n' }).files, ['other']));
  expect(changes.map(({ path, state }) => `${path} ${state}`)).toEqual(['f same', 'other.txt remove']);
});

describe('.lintelignore', () => {
  it('leaves alone what its patterns match: nothing is made, changed or removed there', () => {
    const root = temporary();
    generate(root, { 'a/x.ts': 'x\n', 'a/y.ts': 'y\n', 'b.ts': 'b\n' });
    write(root, '.lintelignore', '# mine\na/\n!a/y.ts\n*.new\n');
    write(root, 'a/x.ts', 'mine\n');
    const next = { 'a/x.ts': 'x2\n', 'c.new': 'c\n' };
    expect(statesOf(root, next)).toEqual([
      'a/x.ts ignored',
      'a/y.ts ignored',
      'b.ts remove',
      'c.new ignored',
    ]);
    generate(root, next);
    expect(textAt(root, 'a/x.ts')).toBe('mine\n');
    expect(existsSync(join(root, 'a/y.ts'))).toBe(true);
    expect(existsSync(join(root, 'c.new'))).toBe(false);
  });

  it('remembers what it leaves alone, for when it does so no more', () => {
    const root = temporary();
    generate(root, { f: lines('a', 'b', 'c') });
    write(root, '.lintelignore', 'f\n');
    write(root, 'f', lines('a', 'b', 'mine'));
    generate(root, { f: lines('A', 'b', 'c') });
    rmSync(join(root, '.lintelignore'));
    generate(root, { f: lines('A', 'b', 'c') });
    expect(textAt(root, 'f')).toBe(lines('A', 'b', 'mine'));
  });

  it('warns of patterns that match nothing, with their line', () => {
    const root = temporary();
    write(root, '.lintelignore', 'f\n\nsrc/*.java\n!f\n!g\n');
    expect(compareWithDisk(root, planOf({ f: 'f\n' })).warnings).toEqual([
      '.lintelignore:3: the pattern "src/*.java" matches nothing that is generated',
      '.lintelignore:5: the pattern "!g" matches nothing that is generated',
    ]);
  });
});

describe('eject', () => {
  const before = {
    'services/shop/a.ts': 'a\n',
    'services/shop/b.ts': 'b\n',
    'services/shopping/a.ts': 'a\n',
    'x.ts': 'x\n',
  };

  it('hands a folder over for good, with what would be generated in it later', () => {
    const root = temporary();
    generate(root, before);
    expect(eject(placeInOutput(join(root, 'services/shop'))).files).toEqual([
      'services/shop/a.ts',
      'services/shop/b.ts',
    ]);
    rmSync(join(root, 'services/shop/b.ts'));
    const next = {
      ...before,
      'services/shop/a.ts': 'a2\n',
      'services/shop/c.ts': 'c\n',
      'services/shopping/a.ts': 'a2\n',
    };
    expect(statesOf(root, next)).toEqual([
      'services/shop/a.ts ejected',
      'services/shop/b.ts ejected',
      'services/shop/c.ts ejected',
      'services/shopping/a.ts update',
      'x.ts same',
    ]);
    generate(root, next);
    generate(root, { 'x.ts': 'x\n' });
    expect(textAt(root, 'services/shop/a.ts')).toBe('a\n');
    expect(existsSync(join(root, 'services/shop/c.ts'))).toBe(false);
    expect(existsSync(join(root, 'services/shopping'))).toBe(false);
  });

  it('does nothing the second time, and takes a folder over from a file in it', () => {
    const root = temporary();
    generate(root, before);
    eject(placeInOutput(join(root, 'services/shop/a.ts')));
    expect(eject(placeInOutput(join(root, 'services/shop'))).files).toEqual(['services/shop/b.ts']);
    const ejected = snapshot(root);
    expect(eject(placeInOutput(join(root, 'services/shop/a.ts'))).files).toEqual([]);
    expect(snapshot(root)).toEqual(ejected);
    expect(JSON.parse(textAt(root, '.lintel/manifest.json')).ejected).toEqual(['services/shop']);
  });

  it('says what there is where nothing is generated, and where no output folder is', () => {
    const root = temporary();
    generate(root, before);
    const wrong = () => eject(placeInOutput(join(root, 'services/shp')));
    expect(wrong).toThrow(UserError);
    expect(wrong).toThrow('nothing is generated at "services/shp"');
    expect(() => placeInOutput(temporary())).toThrow('in no folder that Lintel generated');
  });
});

describe('a renamed element', () => {
  const old = {
    'services/shop/a.ts': lines('a', 'b', 'shop'),
    'services/shop/b.ts': 'b\n',
    'deploy/shop.yaml': 'name: shop\n',
  };
  const now = {
    'services/store/a.ts': lines('a', 'b', 'store'),
    'services/store/b.ts': 'b\n',
    'deploy/store.yaml': 'name: store\n',
  };
  const renames = [{ from: 'shop', to: 'store' }];

  it('moves its folder with the edits and with the files of the user', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/a.ts', lines('mine', 'a', 'b', 'shop'));
    write(root, 'services/shop/own/helper.bin', Buffer.from([1, 0xff, 2]));
    write(root, 'services/shop/node_modules/x/index.js', 'x\n');
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml update',
      'services/store/a.ts merged',
      'services/store/b.ts same',
      'services/store/own/helper.bin moved',
    ]);
    generate(root, now, { renames });
    expect(textAt(root, 'services/store/a.ts')).toBe(lines('mine', 'a', 'b', 'store'));
    expect(textAt(root, 'services/store/b.ts')).toBe('b\n');
    expect([...readFileSync(join(root, 'services/store/own/helper.bin'))]).toEqual([1, 0xff, 2]);
    expect(existsSync(join(root, 'deploy/shop.yaml'))).toBe(false);
    expect(readdirSync(join(root, 'services/shop'))).toEqual(['node_modules']);
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml same',
      'services/store/a.ts edited',
      'services/store/b.ts same',
    ]);
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('takes an ejected file along as it is, which stays ejected', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/a.ts', 'all mine\n');
    eject(placeInOutput(join(root, 'services/shop/a.ts')));
    eject(placeInOutput(join(root, 'deploy/shop.yaml')));
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml moved',
      'services/store/a.ts moved',
      'services/store/b.ts same',
    ]);
    expect(generate(root, now, { renames }).written).toBe(true);
    expect(textAt(root, 'services/store/a.ts')).toBe('all mine\n');
    expect(textAt(root, 'deploy/store.yaml')).toBe('name: shop\n');
    expect(existsSync(join(root, 'services/shop'))).toBe(false);
    expect(JSON.parse(textAt(root, '.lintel/manifest.json')).ejected).toEqual([
      'deploy/store.yaml',
      'services/store/a.ts',
    ]);
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml ejected',
      'services/store/a.ts ejected',
      'services/store/b.ts same',
    ]);
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('takes an ejected folder along with all that is in it, and generates nothing there', () => {
    const root = temporary();
    generate(root, old);
    eject(placeInOutput(join(root, 'services/shop')));
    rmSync(join(root, 'services/shop/b.ts'));
    write(root, 'services/shop/note.md', 'mine\n');
    generate(root, now, { renames });
    expect(readdirSync(join(root, 'services'))).toEqual(['store']);
    expect(readdirSync(join(root, 'services/store')).sort()).toEqual(['a.ts', 'note.md']);
    expect(textAt(root, 'services/store/a.ts')).toBe(old['services/shop/a.ts']);
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('leaves what is ejected where its new place is taken, and does not generate it there', () => {
    const root = temporary();
    generate(root, old);
    eject(placeInOutput(join(root, 'services/shop/a.ts')));
    write(root, 'services/store/a.ts', 'mine too\n');
    generate(root, now, { renames });
    expect(textAt(root, 'services/shop/a.ts')).toBe(old['services/shop/a.ts']);
    expect(textAt(root, 'services/store/a.ts')).toBe('mine too\n');
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('leaves a file of the user where one is generated at its new place for the first time', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/c.ts', 'mine\n');
    generate(root, { ...now, 'services/store/c.ts': 'c\n' }, { renames });
    expect([textAt(root, 'services/shop/c.ts'), textAt(root, 'services/store/c.ts')]).toEqual([
      'mine\n',
      'c\n',
    ]);
  });

  it('leaves what is ignored under its old name where it is', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/a.ts', 'mine\n');
    write(root, 'services/shop/note.md', 'mine\n');
    write(root, '.lintelignore', 'services/shop/\n');
    const ignored = ['services/shop/a.ts ignored', 'services/shop/b.ts ignored'];
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml update',
      ...ignored,
      'services/store/a.ts create',
      'services/store/b.ts create',
    ]);
    generate(root, now, { renames });
    expect(readdirSync(join(root, 'services/shop')).sort()).toEqual(['a.ts', 'b.ts', 'note.md']);
    expect(textAt(root, 'services/shop/a.ts')).toBe('mine\n');
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml same',
      ...ignored,
      'services/store/a.ts same',
      'services/store/b.ts same',
    ]);
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('leaves what is ignored under its new name where it is, until it is ignored no more', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/note.md', 'mine\n');
    write(root, '.lintelignore', 'services/store/a.ts\n*.md\n');
    generate(root, now, { renames });
    expect(readdirSync(join(root, 'services/shop')).sort()).toEqual(['a.ts', 'note.md']);
    expect(readdirSync(join(root, 'services/store'))).toEqual(['b.ts']);
    expect(generate(root, now, { renames }).written).toBe(false);
    rmSync(join(root, '.lintelignore'));
    expect(statesOf(root, now, { renames })).toContain('services/store/note.md moved');
    generate(root, now, { renames });
    expect(textAt(root, 'services/store/a.ts')).toBe(now['services/store/a.ts']);
    expect(existsSync(join(root, 'services/shop'))).toBe(false);
  });

  it('leaves what is ejected where it is ignored', () => {
    const root = temporary();
    generate(root, old);
    eject(placeInOutput(join(root, 'services/shop')));
    write(root, '.lintelignore', 'services/shop/\n');
    generate(root, now, { renames });
    expect(readdirSync(join(root, 'services/shop')).sort()).toEqual(['a.ts', 'b.ts']);
    expect(JSON.parse(textAt(root, '.lintel/manifest.json')).ejected).toEqual(['services/shop']);
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('is shown as a diff that git applies to what is written', async () => {
    const root = temporary();
    const first = {
      ...old,
      'u.ts': 'u\n',
      'services/shop/empty.ts': '',
      'x.sh': 'x\n',
      'gone.ts': '',
      'same.ts': 'same\n',
    };
    const next = {
      ...now,
      'u.ts': 'U\n',
      'services/store/empty.ts': '',
      'y/new.ts': '',
      'same.ts': 'same\n',
    };
    generate(root, first);
    write(root, 'services/shop/a.ts', lines('mine', 'a', 'b', 'shop'));
    write(root, 'services/shop/own/helper.bin', Buffer.from([1, 0xff, 2]));
    write(root, 'services/shop/my "best"\tnotes\\1.md', 'mine');
    const patched = temporary();
    cpSync(root, patched, { recursive: true });
    const executable = planOf({ ...next, 'z.sh': 'z\n' }).files.map((file) => ({
      ...file,
      mode: file.path === 'z.sh' ? (0o755 as const) : file.mode,
    }));
    const plan = createFilePlan(executable, ['test']);
    const wishes = { conflict: 'fail', renames } as const;
    const diff = await formatDiff(compareWithDisk(root, plan, wishes));
    applyPlan(root, plan, { generation, wishes });
    execFileSync('git', ['apply', '-'], { cwd: patched, input: diff });
    expect(tree(patched)).toEqual(tree(root));
  });

  it('stays deleted where the user deleted it', () => {
    const root = temporary();
    generate(root, old);
    rmSync(join(root, 'services/shop/b.ts'));
    generate(root, now, { renames });
    expect(existsSync(join(root, 'services/store/b.ts'))).toBe(false);
    expect(statesOf(root, now, { renames })).toContain('services/store/b.ts kept-deleted');
  });

  it('is a conflict where its new place is taken', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/store/b.ts', 'already mine\n');
    const before = snapshot(root);
    const { comparison } = generate(root, now, { renames });
    expect(comparison.changes.find(({ path }) => path === 'services/store/b.ts')).toMatchObject({
      state: 'conflict',
      reason: expect.stringContaining('there already'),
    });
    expect(snapshot(root)).toEqual(before);
  });

  it('leaves files of the user where their new place is taken', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/note.md', 'old\n');
    write(root, 'services/store/note.md', 'new\n');
    generate(root, now, { renames });
    expect([textAt(root, 'services/shop/note.md'), textAt(root, 'services/store/note.md')]).toEqual([
      'old\n',
      'new\n',
    ]);
  });
});

test('guesses that an element was renamed where one of its tier went and one came', () => {
  const root = temporary();
  const planned = (files: Contents) => ({
    ...planOf(files),
    files: planOf(files).files.map((file) => ({
      ...file,
      blueprintPath: file.path.replace('/', '.').replace(/\/.*/, ''),
    })),
  });
  const first = planned({ 'frontends/shop/a': 'a', 'backends/crm/a': 'a', 'gateway/api/a': 'a' });
  applyPlan(root, first, { generation });
  const guessed = (files: Contents) => likelyRenames(compareWithDisk(root, planned(files)));
  expect(guessed({ 'frontends/store/a': 'a', 'backends/crm/a': 'a', 'gateway/api/a': 'a' })).toEqual([
    { from: 'shop', to: 'store' },
  ]);
  expect(guessed({ 'frontends/store/a': 'a', 'frontends/other/a': 'a', 'gateway/api/a': 'a' })).toEqual([]);
});
