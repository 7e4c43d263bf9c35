import { diffOfFixes, type FixedFile, planFixes, writeFixes } from '../api/fix.ts';
import type { ValidationRequest } from '../api/validate.ts';
import { escapeControl } from '../diagnostics/escape-control.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Applies the safe fixes to the blueprints and says on stderr which. Throws a UserError where one cannot be written. */
export async function fixFindings(request: ValidationRequest, io: Io): Promise<void> {
  const fixed = await planFixes(request);
  writeFixes(fixed, request.cwd);
  io.stderr.write(fixed.length === 0 ? 'nothing to fix\n' : fixed.map(tell).join(''));
}

/**
 * Prints what `fixFindings` would change as a unified diff, writes nothing, and resolves to the exit code. Throws a
 * UserError where no fixes are asked for.
 */
export async function showFixes(
  request: ValidationRequest,
  { io, fix }: { readonly io: Io; readonly fix: boolean },
): Promise<number> {
  if (!fix)
    throw new UserError('usage', '--dry-run is for --fix', 'without --fix, nothing is written anyway');
  const fixed = await planFixes(request);
  io.stdout.write(await diffOfFixes(fixed));
  if (fixed.length === 0) io.stderr.write('nothing to fix\n');
  return ExitCode.ok;
}

function tell({ file, applied }: FixedFile): string {
  const titles = applied.map(({ fix, rule }) => `  ${fix?.title ?? ''} [${rule}]`);
  const count = `${applied.length} ${applied.length === 1 ? 'finding' : 'findings'}`;
  return escapeLines([`fixed ${count} in ${file}:`, ...titles]);
}

function escapeLines(lines: readonly string[]): string {
  return lines.map((line) => `${escapeControl(line)}\n`).join('');
}
