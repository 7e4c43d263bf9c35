import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackSettings } from '../config/config.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import { toDiagnostic } from '../diagnostics/findings.ts';
import type { Pack } from '../generate/pack/pack.ts';
import { digestOfInputs } from '../generate/pack/pack-digest.ts';
import { refuseUnknownOptions } from '../generate/pack/pack-options.ts';
import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import { planFiles } from '../generate/plan-files.ts';
import type { ConflictStyle } from '../merge/merge-file.ts';
import type { Model } from '../model/model.ts';
import { patchPlan } from '../patches/patch-plan.ts';
import { applyWhilePlanning } from '../write/ahead/apply-while-planning.ts';
import type { StageThread } from '../write/ahead/staging-ahead.ts';
import { applyPlan, compareWithDisk } from '../write/apply.ts';
import type { Rename } from '../write/exchanges.ts';
import type { Applied } from '../write/generation.ts';
import { unchangedSince } from '../write/unchanged.ts';
import { BlueprintRejected } from './blueprint-rejected.ts';
import { configuredPacks } from './configured-packs.ts';
import { installationFolder } from './installation.ts';

export type { FilePlan, PlannedFile } from '../generate/plan.ts';
export {
  type Change,
  type Comparison,
  conflictsOf,
  OBSTACLES,
  type Obstacle,
  resolvedConflicts,
} from '../write/change.ts';
export { formatDiff } from '../write/diff.ts';
export { hasDrift, type MarkerLeft, markersLeft } from '../write/drift.ts';
export { likelyRenames } from '../write/likely-renames.ts';
export type { ConflictStyle };
export { type Applied, applyPlan, compareWithDisk };

/** The packs that are used unless others are named: the services, and two ways to deploy them. */
export const defaultPacks = ['typescript', 'compose', 'kubernetes'] as const;

/** How packs and their options are given. */
export interface PackChoice {
  /** Texts for the options of the packs, by name. */
  readonly options?: ReadonlyMap<string, string>;
  /** What a configuration says of options; those that are given win. */
  readonly settings?: readonly PackSettings[];
  /** Where folders of packs are looked for. */
  readonly cwd?: string;
}

/**
 * Returns every file that packs make of a Model; a pack is named, or the folder of one. Throws a UserError for a pack or an
 * option that does not exist, and for a mistake in a pack or in the settings of packs.
 */
export function planSystem(
  model: Model,
  packs: readonly string[] = defaultPacks,
  choice: PackChoice = {},
): FilePlan {
  return patched(planFiles(model, loadPacks(packs, choice), choice.options ?? new Map()), model);
}

/** What is to be generated, and where. */
export interface Order {
  readonly packs: readonly string[] | undefined;
  readonly choice: PackChoice;
  /** The output folder. */
  readonly root: string;
  readonly conflict: ConflictStyle;
  /** True: nothing is written. */
  readonly isDry: boolean;
  /** Version of Lintel. */
  readonly lintel: string;
}

/**
 * Writes what packs make of a Model into a folder, or says what that would do. Where nothing that a plan is made of has changed since the
 * last time, none is made: the files are compared with what was written then. Throws what `planSystem`, `compareWithDisk` and
 * `applyPlan` throw.
 */
export function generateSystem(model: Model, order: Order): Applied {
  const { root, conflict, isDry, lintel } = order;
  const packs = loadPacks(order.packs ?? defaultPacks, order.choice);
  const options = order.choice.options ?? new Map();
  const inputs = digestOfInputs({
    lintel,
    blueprintDigest: model.digest,
    packs,
    patches: model.patches,
    options,
  });
  const known = unchangedSince(root, inputs);
  if (known !== null) return { comparison: known, written: false };
  const plan = (planned?: (file: PlannedFile) => void) =>
    patched(planFiles(model, packs, options, planned === undefined ? {} : { planned }), model);
  const wishes = { conflict, renames: renamesOf(model) };
  if (isDry) return { comparison: compareWithDisk(root, plan(), wishes), written: false };
  const generation = { lintel, blueprintDigest: model.digest, inputs };
  const thread = model.elements.length >= MANY_ELEMENTS ? stageThread() : null;
  if (thread !== null) return applyWhilePlanning(root, plan, { generation, wishes, thread });
  return applyPlan(root, plan(), { generation, wishes });
}

/** From about so many on it is worth to start a thread. */
const MANY_ELEMENTS = 100;

/** Null where it is not built. */
function stageThread(): StageThread | null {
  const script = join(installationFolder(), 'dist/hosts/stage-thread.js');
  return existsSync(script) ? { script } : null;
}

function loadPacks(
  packs: readonly string[],
  { options = new Map(), settings = [], cwd = '.' }: PackChoice,
): readonly Pack[] {
  const loaded = configuredPacks(packs, settings, cwd);
  refuseUnknownOptions(loaded, options);
  return loaded;
}

/** Which elements are called otherwise than before, as the blueprint says itself. */
function renamesOf({ elements }: Model): readonly Rename[] {
  return elements.flatMap(({ name, formerly }) => formerly.map((from) => ({ from, to: name })));
}

/** What a pack would have made that is not asked cannot be patched, and is not missed; where all are asked that are by default, it is. */
function patched(plan: FilePlan, model: Model): FilePlan {
  const isWhole = defaultPacks.every((name) => plan.packs.has(name));
  const { plan: made, findings } = patchPlan(plan, model.patches, { isWhole });
  if (findings.length > 0) throw new BlueprintRejected(orderDiagnostics(findings.map(toDiagnostic)));
  return made;
}
