import { expect, test } from 'vitest';
import { comparePlan, conflictsOf, hasDrift } from '../../src/write/compare.ts';
import { digestOf } from '../../src/write/digest.ts';
import type { Manifest } from '../../src/write/manifest.ts';
import type { DiskFile } from '../../src/write/read-disk.ts';
import { planOf } from '../support/plans.ts';

/** Compares one file; null: it is not planned, was never written, or is not on the disk. */
function stateOf(planned: string | null, written: string | null, onDisk: string | null): string | undefined {
  const plan = planOf(planned === null ? {} : { f: planned });
  const entry = { path: 'f', template: 't', blueprintPath: '' };
  const files = written === null ? [] : [{ ...entry, sha256: digestOf(written) }];
  const manifest: Manifest = { lintel: '0', blueprintDigest: '', files };
  const file: DiskFile =
    onDisk === null ? { type: 'missing' } : { type: 'file', sha256: digestOf(onDisk), text: onDisk };
  return comparePlan(plan, manifest, new Map([['f', file]])).changes[0]?.state;
}

test.each([
  ['creates what was never there', 'new', null, null, 'create'],
  ['updates what is as it was written', 'new', 'old', 'old', 'update'],
  ['leaves what is as planned', 'new', 'new', 'new', 'same'],
  ['takes on what is there already as planned', 'new', null, 'new', 'same'],
  ['leaves what user and template changed alike', 'new', 'old', 'new', 'same'],
  ['keeps what only the user changed', 'old', 'old', 'mine', 'edited'],
  ['refuses what user and template changed', 'new', 'old', 'mine', 'conflict'],
  ['refuses what it did not write', 'new', null, 'theirs', 'conflict'],
  ['leaves deleted what the user deleted', 'old', 'old', null, 'kept-deleted'],
  ['leaves deleted what the user deleted and the template changed', 'new', 'old', null, 'kept-deleted'],
  ['removes what is planned no longer', null, 'old', 'old', 'remove'],
  ['keeps what is planned no longer and was edited', null, 'old', 'mine', 'kept-edited'],
  ['forgets what is neither planned nor there', null, 'old', null, 'gone'],
])('%s', (_claim, planned, written, onDisk, state) => {
  expect(stateOf(planned, written, onDisk)).toBe(state);
});

test('does not take other line ends for an edit', () => {
  expect(stateOf('a\nb\n', 'a\nb\n', 'a\r\nb\r\n')).toBe('same');
});

test('sees drift in what a write would change, not in what the user changed', () => {
  const disk = new Map<string, DiskFile>([['f', { type: 'file', sha256: digestOf('mine'), text: 'mine' }]]);
  const written = { path: 'f', template: 't', blueprintPath: '', sha256: digestOf('old') };
  const manifest: Manifest = { lintel: '0', blueprintDigest: '', files: [written] };
  expect(hasDrift(comparePlan(planOf({ f: 'old' }), manifest, disk))).toBe(false);
  expect(hasDrift(comparePlan(planOf({ f: 'new' }), manifest, disk))).toBe(true);
});

test('refuses a link wherever it stands, and says so', () => {
  const disk = new Map<string, DiskFile>([['f', { type: 'foreign', what: 'it is a link' }]]);
  const [conflict] = conflictsOf(comparePlan(planOf({ f: 'new' }), null, disk));
  expect(conflict?.reason).toBe('it is a link');
});
