import { buildBudget } from '../predict/build-budget.ts';
import type { FileBudget } from '../predict/formats/json.ts';
import { type InputRequest, readInputs } from './blueprint-inputs.ts';
import { checkSource } from './check.ts';

export { type FileBudget, formatBudgetJson } from '../predict/formats/json.ts';
export { formatBudget } from '../predict/formats/text.ts';

/**
 * Returns the arithmetic of blueprints, sorted by file. What has mistakes has no model, and is left out. Throws a UserError
 * for a file that cannot be read.
 */
export async function explainBudgets(request: InputRequest): Promise<readonly FileBudget[]> {
  const inputs = await readInputs(request);
  return inputs.flatMap(({ source, folder }) => {
    const { model } = checkSource(source, folder);
    return model === null ? [] : [{ file: source.path, budget: buildBudget(model) }];
  });
}
