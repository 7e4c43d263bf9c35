import type { FindingsReport } from '../diagnostics/findings-report.ts';
import { type InputRequest, readInputs } from './blueprint-inputs.ts';
import { type TriageOptions, triage } from './triage.ts';

export { STDIN, type StdinBlueprint } from './blueprint-inputs.ts';

/** What to validate, and how. */
export interface ValidationRequest extends InputRequest {
  /** Of Lintel; the report says which one found what it holds. */
  readonly version: string;
  /** What becomes of findings; absent: what the configuration of each blueprint says. */
  readonly triage?: TriageOptions;
}

/**
 * Checks blueprints and returns everything that was found, ordered by file, line, column, then rule. Throws a UserError
 * where one of them cannot be read: what was not read cannot be judged, and the rest is no answer to what was asked. One of
 * them is a `ConfigRejected`, which has the mistakes in a configuration.
 */
export async function validate(request: ValidationRequest): Promise<FindingsReport> {
  const inputs = await readInputs(request);
  const triaged = await triage(inputs, request.cwd, request.triage);
  return { files: inputs.map(({ source }) => source.path), ...triaged, version: request.version };
}
