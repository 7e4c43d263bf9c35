import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { applyFixes } from '../fix/apply-fixes.ts';
import { unifiedDiff } from '../write/diff.ts';
import { replaceFile } from '../write/replace-file.ts';
import { STDIN, type ValidationRequest, validate } from './validate.ts';

/** A blueprint before and after its safe fixes. */
export interface FixedFile {
  /** As the user named it. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** What was done away with, in the order in which it was. */
  readonly applied: readonly Diagnostic[];
}

/** A fix may make another one possible; this many times one after the other is a circle. */
const MOST_ROUNDS = 20;

/**
 * Returns the blueprints that safe fixes change, sorted by file, and writes nothing. What a suppression or the baseline hides is not
 * fixed. Applied a second time, nothing is left to fix. Throws a UserError as `validate` does, and for standard input.
 */
export async function planFixes(request: ValidationRequest): Promise<readonly FixedFile[]> {
  if (request.targets.includes(STDIN)) {
    throw new UserError('usage', 'what comes on stdin cannot be fixed in place', 'name the file instead');
  }
  const { files } = await validate(request);
  const fixed = await Promise.all(files.map((file) => fixFile(file, request)));
  return fixed.filter(({ applied }) => applied.length > 0);
}

/** Writes fixed blueprints, each whole or not at all. Throws a UserError `environment` where one cannot be written. */
export function writeFixes(fixed: readonly FixedFile[], cwd: string): void {
  for (const { file, after } of fixed) replaceFile(resolve(cwd, file), after);
}

/** Returns what fixes change as one unified diff; empty where there are none. */
export async function diffOfFixes(fixed: readonly FixedFile[]): Promise<string> {
  const diffs = await Promise.all(
    fixed.map(({ file, before, after }) => unifiedDiff({ path: file, before, after })),
  );
  return diffs.join('');
}

async function fixFile(file: string, request: ValidationRequest): Promise<FixedFile> {
  const before = readFileSync(resolve(request.cwd, file), 'utf8');
  // Reading a blueprint drops the mark, so that no place of a finding counts it.
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const applied: Diagnostic[] = [];
  let after = before.slice(mark.length);
  let errors = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const findings = await findingsIn(file, after, request);
    const found = findings.filter(({ severity }) => severity === 'error').length;
    if (found > errors)
      throw new Error(`a fix in ${file} made an error: ${applied.map(({ fix }) => fix?.title).join(', ')}`);
    errors = found;
    const next = applyFixes(after, findings);
    if (next.applied.length === 0) return { file, before, after: mark + after, applied };
    applied.push(...next.applied);
    after = next.text;
  }
  throw new Error(`fixes in ${file} undo each other: ${applied.map(({ fix }) => fix?.title).join(', ')}`);
}

async function findingsIn(
  file: string,
  text: string,
  request: ValidationRequest,
): Promise<readonly Diagnostic[]> {
  const stdin = { bytes: new TextEncoder().encode(text), filename: file };
  const { findings } = await validate({ ...request, targets: [STDIN], stdin });
  return findings.filter(({ span }) => span.source.path === file);
}
