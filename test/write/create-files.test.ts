import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFiles } from '../../src/write/create-files.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-create-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const files = [
  { path: 'blueprint.yaml', content: 'name: é\n' },
  { path: 'contracts/crm.yaml', content: 'crm' },
  { path: 'contracts/deep/erp.wsdl', content: 'erp' },
];

function treeOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

test('makes the files and the folders that they need, and leaves nothing else', () => {
  const root = join(temporary(), 'new', 'shop');
  createFiles(root, files);
  expect(treeOf(root)).toEqual([
    'blueprint.yaml',
    'contracts',
    'contracts/crm.yaml',
    'contracts/deep',
    'contracts/deep/erp.wsdl',
  ]);
  expect(readFileSync(join(root, 'blueprint.yaml'), 'utf8')).toBe('name: é\n');
});

test('names every file that is there, and writes nothing', () => {
  const root = temporary();
  mkdirSync(join(root, 'contracts'));
  writeFileSync(join(root, 'blueprint.yaml'), 'mine');
  writeFileSync(join(root, 'contracts/crm.yaml'), 'mine');
  const create = () => createFiles(root, files);
  expect(create).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(create).toThrow('"blueprint.yaml", "contracts/crm.yaml"');
  expect(treeOf(root)).toEqual(['blueprint.yaml', 'contracts', 'contracts/crm.yaml']);
  expect(readFileSync(join(root, 'contracts/crm.yaml'), 'utf8')).toBe('mine');
});

test('refuses a folder that is a file', () => {
  const file = join(temporary(), 'shop');
  writeFileSync(file, '');
  expect(() => createFiles(file, files)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('writes neither through a link nor below a file', () => {
  const elsewhere = temporary();
  for (const make of [
    (path: string) => symlinkSync(elsewhere, path),
    (path: string) => writeFileSync(path, 'mine'),
  ]) {
    const root = temporary();
    make(join(root, 'contracts'));
    expect(() => createFiles(root, files)).toThrow('"contracts"');
    expect(treeOf(root)).toEqual(['contracts']);
  }
  expect(treeOf(elsewhere)).toEqual([]);
});

test('takes back what it made, and only that', () => {
  const root = temporary();
  mkdirSync(join(root, 'contracts'));
  const takeBack = createFiles(root, files);
  writeFileSync(join(root, 'contracts/other.yaml'), 'mine');
  takeBack();
  expect(treeOf(root)).toEqual(['contracts', 'contracts/other.yaml']);
});

test('leaves nothing behind where one of the files cannot be written', () => {
  const root = temporary();
  const tooLong = { path: `contracts/${'x'.repeat(300)}`, content: '' };
  expect(() => createFiles(join(root, 'shop'), [...files, tooLong])).toThrow(
    expect.objectContaining({ code: 'environment' }),
  );
  expect(() => createFiles(join(root, 'shop'), [tooLong, ...files])).toThrow('ENAMETOOLONG');
  expect(existsSync(join(root, 'shop'))).toBe(false);
});

test.skipIf(process.getuid?.() === 0)('says that a folder may not be written to', () => {
  const root = temporary();
  chmodSync(root, 0o500);
  expect(() => createFiles(root, files)).toThrow(expect.objectContaining({ code: 'environment' }));
  chmodSync(root, 0o700);
});
