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
    const planned = new Map(plan.files.map((file) => [plannedDigest(file), file.content]));
    return formatBases(manifest, (sha256) => planned.get(sha256) ?? found.bases().get(sha256) ?? null);
  };
  return { path: BASES_PATH, content, ...(staged === null ? {} : { sha256: staged }), mode: 0o644 };
}
