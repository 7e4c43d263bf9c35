import { resolve } from 'node:path';
import type { FilePlan } from '../generate/plan.ts';
import { basesStep } from './bases-step.ts';
import type { Comparison } from './change.ts';
import { type Applied, type Generation, NO_WISHES, type Wishes } from './generation.ts';
import { isAtRest, look, probe } from './look.ts';
import { formatManifest } from './manifest.ts';
import { nextManifest } from './next-manifest.ts';
import { realRoot } from './read-disk.ts';
import { stepsOf } from './steps.ts';
import { needsRecovery, recover, runTransaction } from './transaction.ts';
import { whyUnsettled } from './why-unsettled.ts';
import { withLock } from './with-lock.ts';

/**
 * Returns how an output folder differs from the plan, as it stands: a write that was cut off is not ended, and told of. Writes nothing.
 * Throws a UserError `unreadable` for a broken manifest, `environment` where a file cannot be read.
 */
export function compareWithDisk(root: string, plan: FilePlan, wishes: Wishes = NO_WISHES): Comparison {
  const real = realRoot(resolve(root));
  const unsettled = whyUnsettled(real);
  const { comparison } = look(real, plan, wishes);
  if (unsettled === null) return comparison;
  return { ...comparison, warnings: [unsettled, ...comparison.warnings], isUnsettled: true };
}

/**
 * Writes the plan into an output folder: all of it, or, where there is one conflict or anything fails, nothing. What is
 * the user's stays, see `Change`. A folder that is as planned is not touched. Throws a UserError `environment` where
 * the folder cannot be written or another process writes to it, and what `compareWithDisk` throws.
 */
export function applyPlan(
  root: string,
  plan: FilePlan,
  { generation, wishes = NO_WISHES }: { readonly generation: Generation; readonly wishes?: Wishes },
): Applied {
  const real = realRoot(resolve(root));
  const wasBusy = needsRecovery(real);
  const first = look(real, plan, wishes);
  if (!wasBusy && !needsRecovery(real)) {
    if (isAtRest(real, first, generation)) return { comparison: first.comparison, written: false };
  }
  probe(real, first.comparison);
  return withLock(real, () => {
    recover(real);
    // Another process may have written between the first look and the lock.
    const second = look(real, plan, wishes);
    const { comparison } = second;
    if (isAtRest(real, second, generation)) return { comparison, written: false };
    const manifest = nextManifest(comparison, generation);
    const steps = [...stepsOf(comparison), basesStep(manifest, { plan, found: second, staged: null })];
    runTransaction(real, steps, formatManifest(manifest));
    return { comparison, written: true };
  });
}
