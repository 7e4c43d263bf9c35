import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFilePlan } from '../../src/generate/plan.ts';
import { compareWithDisk } from '../../src/write/apply.ts';
import { formatDiff } from '../../src/write/diff.ts';
import { eject } from '../../src/write/eject.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import { filesIn, generate, lines, statesOf, textAt, write } from '../support/generations.ts';
import { planOf, temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();

describe('names that are exchanged', () => {
  const services = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([name, what]) => [
        [`services/${name}/a.ts`, lines('a', 'b', name, 'c', what)],
        [`services/${name}/b.ts`, `${what}\n`],
        [`deploy/${name}.yaml`, `name: ${name}\n`],
      ]),
    );
  const first = services({ shop: 'sells', store: 'keeps' });
  const cases = [
    ['swapped', { shop: 'store', store: 'shop' }, services({ store: 'sells', shop: 'keeps' })],
    ['shifted', { shop: 'store', store: 'cellar' }, services({ store: 'sells', cellar: 'keeps' })],
  ] as const;

  it.each(cases)(
    'take edits and files of the user with them where they are %s, once',
    async (_how, to, now) => {
      const root = temporary();
      const renames = Object.entries(to).map(([from, name]) => ({ from, to: name }));
      generate(root, first);
      write(root, 'services/shop/a.ts', lines('selling', 'a', 'b', 'shop', 'c', 'sells'));
      write(root, 'services/store/a.ts', lines('keeping', 'a', 'b', 'store', 'c', 'keeps'));
      rmSync(join(root, 'services/store/b.ts'));
      write(root, 'services/shop/note.md', 'of selling\n');
      write(root, 'services/store/note.md', 'of keeping\n');
      const patched = temporary();
      cpSync(root, patched, { recursive: true });
      const wishes = { conflict: 'fail', renames } as const;
      const diff = await formatDiff(compareWithDisk(root, planOf(now), wishes));
      expect(generate(root, now, wishes).written).toBe(true);
      const [sells, keeps] = [to.shop, to.store];
      expect(textAt(root, `services/${sells}/a.ts`)).toBe(lines('selling', 'a', 'b', sells, 'c', 'sells'));
      expect(textAt(root, `services/${keeps}/a.ts`)).toBe(lines('keeping', 'a', 'b', keeps, 'c', 'keeps'));
      expect(textAt(root, `services/${sells}/note.md`)).toBe('of selling\n');
      expect(textAt(root, `services/${keeps}/note.md`)).toBe('of keeping\n');
      expect(textAt(root, `services/${sells}/b.ts`)).toBe('sells\n');
      expect(existsSync(join(root, `services/${keeps}/b.ts`))).toBe(false);
      expect(textAt(root, `deploy/${keeps}.yaml`)).toBe(`name: ${keeps}\n`);
      expect(readdirSync(join(root, 'services'))).toEqual([sells, keeps].sort());

      const after = filesIn(root);
      expect(generate(root, now, wishes).written).toBe(false);
      expect(filesIn(root)).toEqual(after);
      execFileSync('git', ['apply', '-'], { cwd: patched, input: diff });
      expect(filesIn(patched)).toEqual(after);
    },
  );

  it.each(cases)('take what is ejected with them where they are %s', (_how, to, now) => {
    const root = temporary();
    const renames = Object.entries(to).map(([from, name]) => ({ from, to: name }));
    generate(root, first);
    eject(placeInOutput(join(root, 'services/shop')));
    eject(placeInOutput(join(root, 'services/store/a.ts')));
    generate(root, now, { renames });
    expect(textAt(root, `services/${to.shop}/a.ts`)).toBe(first['services/shop/a.ts']);
    expect(textAt(root, `services/${to.store}/a.ts`)).toBe(first['services/store/a.ts']);
    expect(textAt(root, `services/${to.store}/b.ts`)).toBe('keeps\n');
    expect(JSON.parse(textAt(root, '.lintel/manifest.json')).ejected).toEqual(
      [`services/${to.shop}`, `services/${to.store}/a.ts`].sort(),
    );
    expect(generate(root, now, { renames }).written).toBe(false);
  });

  it('are those of a folder that was generated with them, from the beginning', () => {
    const root = temporary();
    const renames = [
      { from: 'shop', to: 'store' },
      { from: 'store', to: 'shop' },
    ];
    generate(root, first, { renames });
    expect(generate(root, first, { renames }).written).toBe(false);
  });

  it('are told from a rename that came later', () => {
    const root = temporary();
    generate(root, first);
    const shift = [
      { from: 'shop', to: 'store' },
      { from: 'store', to: 'cellar' },
    ];
    generate(root, services({ store: 'sells', cellar: 'keeps' }), { renames: shift });
    write(root, 'services/store/note.md', 'of selling\n');
    const renames = [...shift.slice(0, 1), { from: 'store', to: 'vault' }, { from: 'cellar', to: 'vault' }];
    const later = services({ store: 'sells', vault: 'keeps' });
    generate(root, later, { renames });
    expect(textAt(root, 'services/store/note.md')).toBe('of selling\n');
    expect(textAt(root, 'services/vault/b.ts')).toBe('keeps\n');
    expect(generate(root, later, { renames }).written).toBe(false);
  });

  it('have nothing to do with what is left later under a name that was exchanged', () => {
    const root = temporary();
    generate(root, first);
    const shift = [
      { from: 'shop', to: 'store' },
      { from: 'store', to: 'cellar' },
    ];
    const both = services({ store: 'sells', cellar: 'keeps' });
    generate(root, both, { renames: shift });
    write(root, 'services/store/b.ts', 'mine\n');
    const { 'services/store/b.ts': _dropped, ...later } = both;
    generate(root, later, { renames: shift });
    expect(textAt(root, 'services/cellar/b.ts')).toBe('keeps\n');
    expect(statesOf(root, later, { renames: shift })).toContain('services/store/b.ts orphaned');
  });

  it('are refused while a pack that has files of them is not named', () => {
    const root = temporary();
    generate(root, first);
    const renames = [
      { from: 'shop', to: 'store' },
      { from: 'store', to: 'shop' },
    ];
    const other = createFilePlan([], ['other']);
    const wishes = { conflict: 'fail', renames } as const;
    expect(() => compareWithDisk(root, other, wishes)).toThrow('packs that are not named: test');
  });
});
