import { UserError } from '../diagnostics/user-error.ts';
import type { Pack } from '../generate/pack/pack.ts';
import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import { planFiles } from '../generate/plan-files.ts';
import { hostileProblems } from './hostile-problems.ts';
import { type PackProblem, problemOf, problemWith, readSafely } from './problem.ts';
import { type BlueprintTexts, type OpenPlace, rewritableBlueprint } from './rewritten-blueprint.ts';

export type { PackProblem } from './problem.ts';

/** What came of a pack and a blueprint. */
export interface PackOutcome {
  readonly blueprint: string;
  readonly files: number;
  /** In the order of the paths of what is made; none: all is well. */
  readonly problems: readonly PackProblem[];
}

/** More problems than these with one blueprint are not read by anybody. */
const MOST_PROBLEMS = 50;

/**
 * Returns what is wrong with what packs make together of a blueprint: files that are not of their language, bytes that differ from one time
 * to the next, and texts of the blueprint or of its contracts that change more than themselves. Each of `HOSTILE_TEXTS` is
 * put at every place that takes one. Throws an Error where the blueprint is none.
 */
export function testPack(
  packs: readonly Pack[],
  texts: BlueprintTexts,
  options: ReadonlyMap<string, string> = new Map(),
): PackOutcome {
  const blueprint = rewritableBlueprint(texts);
  const problems: PackProblem[] = [];
  const planned = (values: ReadonlyMap<OpenPlace, string>, given = options): FilePlan | null => {
    const model = blueprint.modelWith(values);
    if (model === null) return null;
    try {
      return planFiles(model, packs, given);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(problemOf(error));
      return null;
    }
  };
  const plan = planned(new Map());
  if (plan === null) {
    if (problems.length === 0) throw new Error(`${texts.path} has errors`);
    return { blueprint: texts.path, files: 0, problems };
  }
  problems.push(
    ...changesOf(packs, plan, planned(new Map())),
    ...plan.files.flatMap((file) => languageProblems(packs, file)),
  );
  if (problems.length === 0) problems.push(...hostileProblems(packs, blueprint, { options, planned }));
  return {
    blueprint: texts.path,
    files: plan.files.length,
    problems: distinct(problems).slice(0, MOST_PROBLEMS),
  };
}

function changesOf(packs: readonly Pack[], plan: FilePlan, again: FilePlan | null): readonly PackProblem[] {
  const others = new Map(again?.files.map(({ path, content }) => [path, content]));
  return plan.files
    .filter(({ path, content }) => others.get(path) !== content)
    .map((file) => problemWith(packs, file, { message: 'it differs from one time to the next' }));
}

function languageProblems(packs: readonly Pack[], file: PlannedFile): readonly PackProblem[] {
  const read = readSafely(file);
  if (!('reason' in read)) return [];
  return [
    problemWith(packs, file, { message: `it is not of its language: ${read.reason}`, place: read.place }),
  ];
}

/** A mistake in a manifest is found with every text. */
function distinct(problems: readonly PackProblem[]): readonly PackProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
