import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createFilePlan, type FilePlan } from '../../../src/generate/plan.ts';

/** What was generated once. */
export const oldPlan = planWith({
  'a/remove.txt': 'to be removed',
  'a/update.txt': 'old a',
  'deleted.txt': 'the user deletes this',
  'edited.txt': 'the user edits this',
  'gone/deep/only.txt': 'its folders go with it',
  'run.sh': 'old script',
  'same.txt': 'never changes',
});

/** What is generated now. */
export const newPlan = planWith({
  'a/created.txt': 'into a folder that is there',
  'a/update.txt': 'new a',
  'deleted.txt': 'the user deletes this',
  'edited.txt': 'the user edits this',
  'mine/generated.txt': "into the user's folder",
  'new/deep/one.txt': 'into a folder that is not there',
  'new/deep/two.sh': 'executable',
  'new/three.txt': 'beside that',
  'run.sh': 'new script',
  'same.txt': 'never changes',
});

export const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };

/** The user's own: text, bytes that are no text, an empty folder, a link to somewhere else, a mode of his own. */
export function addUserFiles(root: string, outside: string): void {
  mkdirSync(join(root, 'mine', 'empty'), { recursive: true });
  mkdirSync(join(root, 'a'), { recursive: true });
  writeFileSync(join(root, 'a', 'notes.txt'), 'my notes');
  writeFileSync(join(root, 'mine', 'photo'), Buffer.from([0xff, 0x00, 0xfe, 0x0d, 0x0a]));
  writeFileSync(join(root, 'mine', 'secret'), 'for me alone', { mode: 0o600 });
  symlinkSync(outside, join(root, 'mine', 'elsewhere'));
}

/** What the user did with what was generated. */
export function editGenerated(root: string): void {
  writeFileSync(join(root, 'edited.txt'), 'edited by the user');
  chmodSync(join(root, 'edited.txt'), 0o640);
  rmSync(join(root, 'deleted.txt'));
}

/** Returns everything below a folder, with modes and exact bytes, sorted; without what `leaveOut` says. */
export function treeOf(root: string, leaveOut: (path: string) => boolean = () => false): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !leaveOut(path))
    .map((path) => describe(root, path))
    .sort();
}

/** Returns the text of every file below a folder, wherever it stands. */
export function allTexts(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Puts a text where a user would save it; false where the folder is not there. */
export function saveText(path: string, text: string): boolean {
  if (lstatSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, text);
  return true;
}

function describe(root: string, path: string): string {
  const stat = lstatSync(join(root, path));
  const mode = (stat.mode & 0o777).toString(8);
  if (stat.isDirectory()) return `${path}/ ${mode}`;
  if (stat.isSymbolicLink()) return `${path} -> ${readlinkSync(join(root, path))}`;
  return `${path} ${mode} ${readFileSync(join(root, path)).toString('hex')}`;
}

function planWith(contents: Readonly<Record<string, string>>): FilePlan {
  return createFilePlan(
    Object.entries(contents).map(([path, content]) => ({
      path,
      content,
      mode: path.endsWith('.sh') ? 0o755 : 0o644,
      from: { pack: 'test', template: path },
      blueprintPath: '',
      lines: '',
    })),
  );
}
