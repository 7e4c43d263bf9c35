import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { createFilePlan } from '../../src/generate/plan.ts';
import { applyPlan, compareWithDisk } from '../../src/write/apply.ts';
import { formatDiff } from '../../src/write/diff.ts';
import { eject } from '../../src/write/eject.ts';
import { likelyRenames } from '../../src/write/likely-renames.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import {
  type Contents,
  filesIn,
  generate,
  generation,
  lines,
  statesOf,
  textAt,
  write,
} from '../support/generations.ts';
import { planOf, snapshot, temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();

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
    expect(filesIn(patched)).toEqual(filesIn(root));
  });

  it('moves over what was generated in its place, if the blueprint says of the rename later', async () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/a.ts', lines('mine', 'a', 'b', 'shop'));
    write(root, 'services/shop/note.md', 'mine\n');
    generate(root, now);
    expect(statesOf(root, now)).toContain('services/shop/a.ts orphaned');
    const patched = temporary();
    cpSync(root, patched, { recursive: true });
    const wishes = { conflict: 'fail', renames } as const;
    const diff = await formatDiff(compareWithDisk(root, planOf(now), wishes));
    generate(root, now, { renames });
    expect(textAt(root, 'services/store/a.ts')).toBe(lines('mine', 'a', 'b', 'store'));
    expect(textAt(root, 'services/store/note.md')).toBe('mine\n');
    expect(existsSync(join(root, 'services/shop'))).toBe(false);
    expect(statesOf(root, now, { renames })).toContain('services/store/a.ts edited');
    expect(generate(root, now, { renames }).written).toBe(false);
    execFileSync('git', ['apply', '-'], { cwd: patched, input: diff });
    expect(filesIn(patched)).toEqual(filesIn(root));
  });

  it('takes files of the user along from each place that it had, and leaves the second of a name', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/note.md', 'shop\n');
    write(root, 'services/kiosk/note.md', 'kiosk\n');
    write(root, 'services/kiosk/other.md', 'kiosk\n');
    generate(root, now, { renames: [...renames, { from: 'kiosk', to: 'store' }] });
    expect(textAt(root, 'services/store/note.md')).toBe('shop\n');
    expect(textAt(root, 'services/store/other.md')).toBe('kiosk\n');
    expect(textAt(root, 'services/kiosk/note.md')).toBe('kiosk\n');
  });

  it.skipIf(process.platform === 'win32')('says what of the user does not move, and why', () => {
    const root = temporary();
    generate(root, old);
    symlinkSync('a.ts', join(root, 'services/shop/link.ts'));
    symlinkSync('../../node_modules', join(root, 'services/shop/node_modules'));
    execFileSync('mkfifo', [join(root, 'services/shop/pipe')]);
    write(root, 'services/shop/note.md', 'old\n');
    write(root, 'services/store/note.md', 'new\n');
    const { warnings } = compareWithDisk(root, planOf(now), { conflict: 'fail', renames });
    expect(warnings).toEqual([
      'services/shop/link.ts does not move to services/store/link.ts: it is a link',
      'services/shop/note.md does not move to services/store/note.md: that place is taken',
      'services/shop/pipe does not move to services/store/pipe: it is no regular file',
    ]);
    expect(generate(root, now, { renames }).comparison.warnings).toEqual(warnings);
    expect(readdirSync(join(root, 'services/shop')).sort()).toEqual([
      'link.ts',
      'node_modules',
      'note.md',
      'pipe',
    ]);
  });

  it('moves over nothing that the user changed or deleted in its place', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/a.ts', 'mine\n');
    write(root, 'services/shop/b.ts', 'mine\n');
    generate(root, now);
    write(root, 'services/store/a.ts', 'mine too\n');
    rmSync(join(root, 'services/store/b.ts'));
    expect(statesOf(root, now, { renames })).toEqual([
      'deploy/store.yaml same',
      'services/shop/a.ts orphaned',
      'services/shop/b.ts orphaned',
      'services/store/a.ts edited',
      'services/store/b.ts kept-deleted',
    ]);
  });

  it('takes files of the user along where nothing else is left, if the blueprint says of the rename later', () => {
    const root = temporary();
    generate(root, old);
    write(root, 'services/shop/note.md', 'mine\n');
    generate(root, now);
    generate(root, now, { renames });
    expect(readdirSync(join(root, 'services'))).toEqual(['store']);
    expect(textAt(root, 'services/store/note.md')).toBe('mine\n');
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
