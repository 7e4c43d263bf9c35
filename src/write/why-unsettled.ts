import { holderOf } from './lock.ts';
import { isWriteOpen } from './transaction.ts';
import { lockPath } from './with-lock.ts';

/**
 * Returns why an output folder is not as any generation wrote it, in a sentence with what ends that: another process is in the middle
 * of a write, or one was killed there. Null where neither is so.
 */
export function whyUnsettled(root: string): string | null {
  if (!isWriteOpen(root)) return null;
  const holder = holderOf(lockPath(root));
  return holder === null
    ? 'a write to this folder was cut off, and what is told here is how that left it; the next "lintel generate" finishes it or takes it back'
    : `another lintel (process ${holder}) is writing to this folder, and what is told here is how it stands now; run again when that ends`;
}
