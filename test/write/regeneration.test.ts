import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { createFilePlan } from '../../src/generate/plan.ts';
import { applyPlan, compareWithDisk } from '../../src/write/apply.ts';
import { resolvedConflicts } from '../../src/write/change.ts';
import { eject } from '../../src/write/eject.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import { generate, generation, lines, statesOf, textAt, write } from '../support/generations.ts';
import { planOf, snapshot, temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();

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
