import { nearest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Pack } from '../generate/pack/pack.ts';
import { templateMistake } from '../generate/pack/pack-mistake.ts';
import { planFiles } from '../generate/plan-files.ts';
import { FieldWatch, type MissingField } from '../generate/render/field-watch.ts';
import { createRenderer } from '../generate/render/render.ts';
import { type PackProblem, problemOf } from './problem.ts';
import { type BlueprintTexts, modelOfTexts } from './rewritten-blueprint.ts';

/**
 * Returns the fields that blocks of the packs' templates ask for and that are there in none of the blueprints, by the path of the blueprint in
 * which each was asked for first. A block that is reached in no blueprint is not judged. Nothing where a pack has mistakes.
 */
export function missingFields(
  packs: readonly Pack[],
  blueprints: readonly BlueprintTexts[],
  options: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, readonly PackProblem[]> {
  const watch = new FieldWatch();
  const render = createRenderer(watch);
  try {
    for (const texts of blueprints) {
      const model = modelOfTexts(texts);
      watch.begin(texts.path);
      if (model !== null) planFiles(model, packs, options, { render });
    }
  } catch (error) {
    if (error instanceof UserError) return new Map();
    throw error;
  }
  const byBlueprint = new Map<string, PackProblem[]>();
  for (const field of watch.missing())
    byBlueprint.set(field.round, [...(byBlueprint.get(field.round) ?? []), problemWithField(field)]);
  return byBlueprint;
}

function problemWithField({ template, field, others, isOfWhole }: MissingField): PackProblem {
  const near = nearest(field.name, others);
  const hint = near === null ? null : `did you mean "${near}"?`;
  return problemOf(
    templateMistake(template, field.start, {
      message: `a block asks for "${field.written}", and there is never such a field here`,
      hint: hint ?? (isOfWhole ? `write "@root.${field.name}" for that of the whole view` : null),
    }),
  );
}
