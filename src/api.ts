/**
 * Lintel as a library: check a blueprint, plan and write what it describes, simulate it. Nothing here prints or exits.
 * The command line loads the parts one by one, so that `validate` never loads the simulator.
 */
export { acceptedModel } from './api/accepted-model.ts';
export { BlueprintRejected } from './api/blueprint-rejected.ts';
export { check, findBlueprint } from './api/check.ts';
export { type DiagramOptions, drawDiagram } from './api/diagram.ts';
export {
  type Applied,
  applyPlan,
  type Change,
  type Comparison,
  compareWithDisk,
  conflictsOf,
  defaultPacks,
  type FilePlan,
  formatDiff,
  hasDrift,
  type PlannedFile,
  planSystem,
} from './api/generate.ts';
export {
  findScenario,
  type Report,
  type ReportFolder,
  reportFolder,
  runSimulation,
  type Simulation,
  type SimulationOptions,
} from './api/simulate.ts';
export { STDIN, type ValidationRequest, validate } from './api/validate.ts';
export type { FindingsReport } from './diagnostics/findings-report.ts';
export { UserError } from './diagnostics/user-error.ts';
