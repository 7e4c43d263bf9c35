import type { FilePlan } from '../generate/plan.ts';
import { BASES_PATH, formatBases } from './bases.ts';
import { plannedDigest } from './digest.ts';
import type { Look } from './look.ts';
import type { Manifest } from './manifest.ts';
import type { Step } from './stage.ts';

/** Where the texts come from that are to be kept for a manifest. */
export interface BasesGround {
  readonly plan: FilePlan;
  readonly found: Look;
  /** Digest of the file of bases where that is staged already. */
  readonly staged: string | null;
}

/** Returns the step that writes the file of bases for a manifest. */
export function basesStep(manifest: Manifest, { plan, found, staged }: BasesGround): Step {
  const content = () => {
    const planned = new Map<string, string>();
    // Of texts that differ in their line ends alone, the first counts.
    for (const file of plan.files) {
      const sha256 = plannedDigest(file);
      if (!planned.has(sha256)) planned.set(sha256, file.content);
    }
    return formatBases(manifest, (sha256) => planned.get(sha256) ?? found.bases().get(sha256) ?? null);
  };
  const step = { path: BASES_PATH, mode: 0o644 };
  return staged === null ? { ...step, content: content() } : { ...step, content, sha256: staged };
}
