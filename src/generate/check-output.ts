import type { PackEntry } from './pack/pack.ts';
import { packMistake } from './pack/pack-mistake.ts';
import { whyKept, whyUnsafe } from './safe-path.ts';

/** Throws a UserError `pack` with the place of the entry where what it makes at `path` is no file that a pack may write. */
export function checkOutput(path: string, { outputSpan }: PackEntry): void {
  const unsafe = whyUnsafe(path);
  if (unsafe !== null)
    throw packMistake(outputSpan, `"${path}" is no path in the folder that is generated: ${unsafe}`);
  const kept = whyKept(path);
  if (kept !== null)
    throw packMistake(outputSpan, `"${path}" is not for a pack to write: ${kept}`, 'give it another output');
}
