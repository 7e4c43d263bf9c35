import type { PackEntry } from './pack/pack.ts';
import { packMistake } from './pack/pack-mistake.ts';
import { deviceIn, whyKept, whyUnsafe } from './safe-path.ts';

/** Throws a UserError `pack` with the place of the entry where what it makes at `path` is no file that a pack may write. */
export function checkOutput(path: string, { outputSpan }: PackEntry): void {
  const reason = whyNoOutput(path);
  if (reason !== null) throw packMistake(outputSpan, `"${path}" ${reason}`, 'give it another output');
}

/** Returns why, as the end of a sentence; null where it is well. */
function whyNoOutput(path: string): string | null {
  const unsafe = whyUnsafe(path);
  if (unsafe !== null) return `is no path in the folder that is generated: ${unsafe}`;
  const kept = whyKept(path);
  if (kept !== null) return `is not for a pack to write: ${kept}`;
  // It is no element's or operation's: blueprints with such a name are refused.
  return deviceIn(path);
}
