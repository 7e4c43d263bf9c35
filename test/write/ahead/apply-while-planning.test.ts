import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/diagnostics/user-error.ts';
import { createFilePlan, type FilePlan } from '../../../src/generate/plan.ts';
import { applyWhilePlanning } from '../../../src/write/ahead/apply-while-planning.ts';
import { applyPlan } from '../../../src/write/apply.ts';
import { type Applied, NO_WISHES } from '../../../src/write/generation.ts';
import { buildStageThread } from '../../support/build-hosts.ts';
import { planOf, temporaryFolders } from '../../support/plans.ts';
import { userErrorOf } from '../../support/user-error-of.ts';
import { treeOf } from '../faults/user-tree.ts';

const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };
const temporary = temporaryFolders();
let script: string;
beforeAll(async () => {
  script = await buildStageThread('apply-while-planning');
});

/** Says all files of a plan one after the other, then does what may fail, and returns the plan. */
function apply(root: string, plan: FilePlan, then: () => FilePlan = () => plan): Applied {
  const makePlan = (planned: (file: FilePlan['files'][number]) => void) => {
    for (const file of plan.files) planned(file);
    return then();
  };
  return applyWhilePlanning(root, makePlan, { generation, wishes: NO_WISHES, thread: { script } });
}

/** More files than go to the thread at once, some with the same text, one to be run, one in no folder, one that is not ASCII. */
function manyFiles(): FilePlan {
  const contents = Object.fromEntries(
    Array.from({ length: 350 }, (_, at) => [
      `services/s${at % 50}/src/${at}.ts`,
      `export const n = ${at % 300};\n`,
    ]),
  );
  const { files } = planOf({
    ...contents,
    'README.md': 'Größe\r\n',
    'README.txt': 'Größe\n',
    'kit/run.sh': '#!/bin/sh\n',
  });
  return createFilePlan(
    files.map((file) => (file.path.endsWith('.sh') ? { ...file, mode: 0o755 } : file)),
    ['test'],
  );
}

describe('a write while the rest is being planned', () => {
  it('leaves what a write of the whole plan leaves, to the byte, and nothing for that to do', () => {
    const [ahead, whole] = [join(temporary(), 'deep/ahead'), join(temporary(), 'whole')];
    const plan = manyFiles();
    expect(apply(ahead, plan).written).toBe(true);
    expect(applyPlan(whole, manyFiles(), { generation }).written).toBe(true);
    expect(treeOf(ahead)).toEqual(treeOf(whole));
    expect(readdirSync(join(ahead, '.lintel'))).toEqual(['bases.jsonl', 'manifest.json']);
    expect(applyPlan(ahead, plan, { generation }).written).toBe(false);
  });

  it('writes what the plan says in the end, not what was said before', () => {
    const [ahead, whole] = [temporary(), temporary()];
    const said = manyFiles();
    const patched = createFilePlan(
      said.files.flatMap((file, at) =>
        at === 3 ? [] : at === 5 ? [{ ...file, content: 'patched\n' }] : [file],
      ),
      ['test'],
    );
    apply(ahead, said, () => patched);
    applyPlan(whole, patched, { generation });
    expect(treeOf(ahead)).toEqual(treeOf(whole));
  });

  it("keeps the user's files, and fills the folders that are there", () => {
    const root = temporary();
    mkdirSync(join(root, 'services/s1/src'), { recursive: true });
    writeFileSync(join(root, 'services/s1/src/mine.ts'), 'mine');
    writeFileSync(join(root, 'kit'), '');
    const plan = createFilePlan(
      manyFiles().files.filter(({ path }) => !path.startsWith('kit/')),
      ['test'],
    );
    writeFileSync(join(root, 'services/s1/src/1.ts'), 'export const n = 1;\n');
    expect(apply(root, plan).written).toBe(true);
    expect(readFileSync(join(root, 'services/s1/src/mine.ts'), 'utf8')).toBe('mine');
    expect(readdirSync(join(root, 'services/s1/src')).sort()).toContain('51.ts');
    expect(applyPlan(root, plan, { generation }).comparison.changes.map(({ state }) => state)).toEqual(
      plan.files.map(() => 'same'),
    );
  });

  it.each([
    ['is not there yet', () => join(temporary(), 'deep/out')],
    ["has the user's own files", ownFiles],
  ])('leaves a folder that %s as it was where the plan cannot be made', (_what, make) => {
    const root = make();
    const before = existsSync(root) ? treeOf(root) : null;
    for (const mistake of [new UserError('pack', 'a template is no template'), new RangeError('a patch')]) {
      const fail = () => {
        throw mistake;
      };
      expect(() => apply(root, manyFiles(), fail)).toThrow(mistake);
      expect(existsSync(root) ? treeOf(root) : null).toEqual(before);
    }
  });

  it('writes nothing where a file of the user is in the way', () => {
    const root = ownFiles();
    const before = treeOf(root);
    const { written, comparison } = apply(
      root,
      createFilePlan([...manyFiles().files, ...planOf({ 'mine.txt': 'x' }).files]),
    );
    expect(written).toBe(false);
    expect(comparison.changes.filter(({ state }) => state === 'conflict').map(({ path }) => path)).toEqual([
      'mine.txt',
    ]);
    expect(treeOf(root)).toEqual(before);
  });

  it('says what the file system of the thread said, and leaves nothing', () => {
    const root = ownFiles();
    const before = treeOf(root);
    const plan = createFilePlan([...manyFiles().files, ...planOf({ 'tools/x.ts': 'x' }).files]);
    // No plan has such a path: it stands for whatever a file system has against one. It is in a folder that is not there yet, into which
    // nobody looks before it is written.
    const tooLong = plan.files.map((file) => ({
      ...file,
      path: file.path.replace('tools/x.ts', `tools/${'x'.repeat(300)}.ts`),
    }));
    expect(userErrorOf(() => apply(root, { ...plan, files: tooLong }))).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('ENAMETOOLONG'),
    });
    expect(treeOf(root)).toEqual(before);
  });

  it('gives a thread up that does nothing, and leaves nothing', () => {
    const root = join(temporary(), 'out');
    const thread = { script: join(temporary(), 'no-such-module.js'), patienceMs: 20 };
    const error = userErrorOf(() =>
      applyWhilePlanning(root, manyFiles, { generation, wishes: NO_WISHES, thread }),
    );
    expect(error).toMatchObject({ code: 'environment', message: expect.stringContaining('does not answer') });
    expect(existsSync(root)).toBe(false);
  });

  it('does what any write does where something was generated before after all', () => {
    const root = temporary();
    applyPlan(root, planOf({ 'a.txt': 'one\ntwo\nthree\n', 'gone.txt': 'x' }), { generation });
    writeFileSync(join(root, 'a.txt'), 'one, edited\ntwo\nthree\n');
    expect(apply(root, planOf({ 'a.txt': 'one\ntwo\nTHREE\n', 'b/c.txt': 'new' })).written).toBe(true);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('one, edited\ntwo\nTHREE\n');
    expect(readdirSync(root).sort()).toEqual(['.lintel', 'a.txt', 'b']);
  });
});

function ownFiles(): string {
  const root = temporary();
  mkdirSync(join(root, 'services'));
  writeFileSync(join(root, 'mine.txt'), 'mine');
  writeFileSync(join(root, 'services/notes.txt'), 'notes');
  return root;
}
