import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FilePlan, PlannedFile } from '../../generate/plan.ts';
import { applyPlan } from '../apply.ts';
import { basesStep } from '../bases-step.ts';
import type { Applied, Generation, Wishes } from '../generation.ts';
import { isAtRest, look, probe, refuseOutputFolder } from '../look.ts';
import { formatManifest, MANIFEST_PATH } from '../manifest.ts';
import { nextManifest } from '../next-manifest.ts';
import { realRoot } from '../read-disk.ts';
import { stepsOf } from '../steps.ts';
import { recover, runTransaction } from '../transaction.ts';
import { withLock } from '../with-lock.ts';
import { type StageThread, StagingAhead } from './staging-ahead.ts';

/** What `applyWhilePlanning` needs beside what `applyPlan` does. */
export interface PlanningOrder {
  readonly generation: Generation;
  readonly wishes: Wishes;
  readonly thread: StageThread;
}

/**
 * As `applyPlan`, with a plan that is still to be made: `makePlan` says each file as soon as it is planned, and another thread stages it
 * while the rest is being planned. That is for a folder in which nothing was generated yet, since the lock is held, and the stage filled,
 * before it is known whether anything will be written; in others it is planned first. Throws what `makePlan` throws; then nothing is
 * left of it either.
 */
export function applyWhilePlanning(
  root: string,
  makePlan: (planned: (file: PlannedFile) => void) => FilePlan,
  { generation, wishes, thread }: PlanningOrder,
): Applied {
  const real = realRoot(resolve(root));
  refuseOutputFolder(real);
  if (existsSync(join(real, MANIFEST_PATH)))
    return applyPlan(
      root,
      makePlan(() => {}),
      { generation, wishes },
    );
  // What planning throws is no fault of the file system, for which the lock would take it.
  const mistakes: unknown[] = [];
  const write = () => {
    recover(real);
    const ahead = new StagingAhead(real, thread);
    try {
      const ready = ahead.orDiscard(() => {
        const plan = planOrNote(() => makePlan(ahead.add), mistakes);
        const found = look(real, plan, wishes);
        const { comparison } = found;
        if (isAtRest(real, found, generation)) return { comparison, steps: null, manifest: '' };
        probe(real, comparison);
        ahead.end();
        const manifest = nextManifest(comparison, generation);
        const [steps, text] = [stepsOf(comparison), formatManifest(manifest)];
        ahead.finish();
        const bases = basesStep(manifest, { plan, found, staged: ahead.basesDigest(manifest) });
        return { comparison, steps: [...steps, bases], manifest: text };
      });
      const { comparison, steps, manifest } = ready;
      if (steps === null) ahead.discard();
      else runTransaction(real, steps, manifest, ahead);
      return { comparison, written: steps !== null };
    } finally {
      ahead.close();
    }
  };
  try {
    return withLock(real, write);
  } catch (error) {
    throw mistakes[0] ?? error;
  }
}

function planOrNote(plan: () => FilePlan, mistakes: unknown[]): FilePlan {
  try {
    return plan();
  } catch (error) {
    mistakes.push(error);
    throw error;
  }
}
