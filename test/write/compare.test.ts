import { expect, test } from 'vitest';
import { type Comparison, conflictsOf } from '../../src/write/change.ts';
import { comparePlan } from '../../src/write/compare.ts';
import { digestOf } from '../../src/write/digest.ts';
import { hasDrift, markersLeft } from '../../src/write/drift.ts';
import { NO_MOVES } from '../../src/write/moves.ts';
import { type DiskFile, fileOf } from '../../src/write/read-disk.ts';
import { planOf } from '../support/plans.ts';

/** What is planned, was generated last, and stands on the disk at `f`; absent: nothing. */
interface Case {
  readonly planned?: string | undefined;
  readonly written?: string | undefined;
  readonly onDisk?: DiskFile | string | undefined;
  readonly conflict?: 'fail' | 'markers' | 'ours' | 'theirs';
}

const AT_REST = { warnings: [], isUnsettled: false };

function compared({
  planned,
  written,
  onDisk,
  conflict = 'fail',
}: Case): Omit<Comparison, keyof typeof AT_REST> {
  const entry = { path: 'f', template: 'test/t', blueprintPath: '', lines: '' };
  const files = written === undefined ? [] : [{ ...entry, sha256: digestOf(written) }];
  const file = typeof onDisk === 'string' ? fileOf(Buffer.from(onDisk), 0o644) : onDisk;
  return comparePlan({
    plan: planOf(planned === undefined ? {} : { f: planned }),
    manifest: { lintel: '0', blueprintDigest: '', inputs: '', files, ejected: [], exchanged: [] },
    disk: new Map(file === undefined ? [] : [['f', file]]),
    baseOf: (sha256) => (written !== undefined && digestOf(written) === sha256 ? written : null),
    isIgnored: () => false,
    moves: NO_MOVES,
    userMoves: [],
    conflict,
  });
}

/** Compares one file; null: it is not planned, was never written, or is not on the disk. */
function stateOf(planned: string | null, written: string | null, onDisk: string | null): string | undefined {
  const given = { planned: planned ?? undefined, written: written ?? undefined, onDisk: onDisk ?? undefined };
  return compared(given).changes[0]?.state;
}

test.each([
  ['creates what was never there', 'new', null, null, 'create'],
  ['updates what is as it was written', 'new', 'old', 'old', 'update'],
  ['leaves what is as planned', 'new', 'new', 'new', 'same'],
  ['takes on what is there already as planned', 'new', null, 'new', 'same'],
  ['leaves what user and template changed alike', 'new', 'old', 'new', 'same'],
  ['keeps what only the user changed', 'old', 'old', 'mine', 'edited'],
  ['refuses what user and template changed in one place', 'new', 'old', 'mine', 'conflict'],
  ['merges what they changed in different places', 'A\nb\nc\n', 'a\nb\nc\n', 'a\nb\nC\n', 'merged'],
  ['refuses what it did not write', 'new', null, 'theirs', 'conflict'],
  ['leaves deleted what the user deleted', 'old', 'old', null, 'kept-deleted'],
  ['leaves deleted what the user deleted and the template changed', 'new', 'old', null, 'kept-deleted'],
  ['removes what is planned no longer', null, 'old', 'old', 'remove'],
  ['keeps what is planned no longer and was edited', null, 'old', 'mine', 'orphaned'],
  ['forgets what is neither planned nor there', null, 'old', null, 'gone'],
])('%s', (_claim, planned, written, onDisk, state) => {
  expect(stateOf(planned, written, onDisk)).toBe(state);
});

test('does not take other line ends for an edit', () => {
  expect(stateOf('a\nb\n', 'a\nb\n', 'a\r\nb\r\n')).toBe('same');
});

test('keeps other line ends where a file is generated differently', () => {
  const [change] = compared({ planned: 'a\nc\n', written: 'a\nb\n', onDisk: 'a\r\nb\r\n' }).changes;
  expect(change).toMatchObject({ state: 'update', write: 'a\r\nc\r\n' });
});

test('sees drift in what a write would change, not in what the user changed', () => {
  expect(hasDrift({ ...compared({ planned: 'old', written: 'old', onDisk: 'mine' }), ...AT_REST })).toBe(
    false,
  );
  expect(hasDrift({ ...compared({ planned: 'new', written: 'old', onDisk: 'mine' }), ...AT_REST })).toBe(
    true,
  );
});

test.each([
  ['a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n', 2],
  ['a\r\nb\r\n>>>>>>> generated\r\n', 3],
  ['\uFEFF<<<<<<< yours\n', 1],
  ['Title\n=======\n', null],
  ['  <<<<<<< yours\n', null],
  ['<<<<<<< HEAD\n', null],
])('sees drift where a marker of a merge is left in a file that was changed: %j', (onDisk, line) => {
  const comparison = { ...compared({ planned: 'old', written: 'old', onDisk }), ...AT_REST };
  expect(markersLeft(comparison)).toEqual(line === null ? [] : [{ path: 'f', line }]);
  expect(hasDrift(comparison)).toBe(line !== null);
});

test('sees no drift in markers that were generated', () => {
  const text = '<<<<<<< yours\n';
  const comparison = compared({ planned: text, written: text, onDisk: text });
  expect(hasDrift({ ...comparison, ...AT_REST })).toBe(false);
});

test('refuses a link wherever it stands, and says so', () => {
  for (const conflict of ['fail', 'markers', 'ours', 'theirs'] as const) {
    const found = compared({ planned: 'new', onDisk: { type: 'foreign', what: 'it is a link' }, conflict });
    const [link] = conflictsOf({ ...found, ...AT_REST });
    expect(link).toMatchObject({ reason: 'it is a link', obstacle: 'no-file' });
  }
});

test.each([
  ['that both changed', { planned: 'new', written: 'old', onDisk: 'mine' }, 'same-place'],
  ['that it did not write', { planned: 'new', onDisk: 'mine' }, 'not-written'],
  ['that is no text', { planned: 'new', onDisk: fileOf(Buffer.from([0xff]), 0o644) }, 'no-text'],
])('says what is in the way in a file %s', (_claim, given, obstacle) => {
  expect(compared(given).changes[0]).toMatchObject({ state: 'conflict', obstacle });
});

test('says once which line is a conflict', () => {
  expect(compared({ planned: 'new', written: 'old', onDisk: 'mine' }).changes[0]?.reason).toBe(
    'you changed it where it is generated differently now: line 1',
  );
});

test('never takes bytes that are no text for text', () => {
  const bytes = Buffer.from([0x61, 0xff, 0x62]);
  const onDisk = fileOf(bytes, 0o644);
  const state = (conflict: Case['conflict']) =>
    compared({ planned: 'new', written: 'old', onDisk, conflict: conflict ?? 'fail' }).changes[0];
  expect(state('fail')).toMatchObject({ state: 'conflict', reason: expect.stringContaining('no UTF-8') });
  expect(state('markers')).toMatchObject({ state: 'conflict' });
  expect(state('ours')).toMatchObject({ state: 'merged', write: bytes });
  expect(state('theirs')).toMatchObject({ state: 'merged', write: 'new', replacesEdits: true });
});

test.each([
  ['ours', 'mine\n', false],
  ['theirs', 'new\n', true],
])('resolves a conflict as asked for: %s', (conflict, write, replacesEdits) => {
  const asked = conflict as 'ours' | 'theirs';
  const [change] = compared({
    planned: 'new\n',
    written: 'old\n',
    onDisk: 'mine\n',
    conflict: asked,
  }).changes;
  expect(change).toMatchObject({ state: 'merged', replacesEdits });
  expect(Buffer.from((change as { write: string }).write).toString()).toBe(write);
});

test('puts both sides of a conflict between markers where asked to', () => {
  const given = {
    planned: 'a\nnew\n',
    written: 'a\nold\n',
    onDisk: 'a\nmine\n',
    conflict: 'markers',
  } as const;
  const [change] = compared(given).changes;
  expect(change).toMatchObject({ state: 'merged', replacesEdits: false });
  const text = String((change as { write: string }).write);
  expect(text).toMatch(/^a\n<<<<<<< .*\nmine\n[\s\S]*=======\nnew\n>>>>>>> .*\n$/);
});
