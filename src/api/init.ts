import { resolve } from 'node:path';
import type { Answers } from '../init/answers.ts';
import { planProject } from '../init/plan-project.ts';
import { checkFree, createFiles } from '../write/create-files.ts';

export {
  type Answers,
  type BackendAnswer,
  defaultAnswers,
  type LoadAnswer,
  neededServices,
  titleOf,
} from '../init/answers.ts';
export type { AppKind } from '../init/app-kinds/app-kind.ts';
export { APP_KINDS } from '../init/app-kinds/index.ts';
export { backendNamesProblem } from '../init/design/design-blueprint.ts';
export { expectedLoad } from '../init/expected-load.ts';
export {
  type Reading,
  readAppKind,
  readBackends,
  readLabel,
  readLoad,
  readName,
  readServices,
} from '../init/read-answers.ts';
export { KINDS } from '../kinds/index.ts';
export type { KindId } from '../kinds/kind.ts';

/** Throws a UserError where a folder cannot take a new blueprint: before anybody is asked for anything. */
export function checkNewProject(folder: string, cwd: string): void {
  checkFree(resolve(cwd, folder), ['blueprint.yaml', 'lintel.schema.json', 'README.md']);
}

/**
 * Writes a blueprint, its contracts, the schema for editors and a README into a folder, which is made where it is missing:
 * all of them or none, and never over a file. Returns their paths in the folder, the blueprint first. Throws a UserError:
 * `usage` for answers that do not go together, `conflict` where files exist, `environment` where the folder cannot be written.
 */
export function initProject(folder: string, cwd: string, answers: Answers): readonly string[] {
  const files = planProject(answers);
  createFiles(resolve(cwd, folder), files);
  return files.map(({ path }) => path);
}
