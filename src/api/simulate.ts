import { UserError } from '../diagnostics/user-error.ts';
import { parseFaultExpression } from '../model/fault-expression.ts';
import type { FaultSpec, Model, Scenario } from '../model/model.ts';
import type { Run, RunListener } from '../observe/run.ts';
import { predictRun } from '../predict/predict-run.ts';
import type { Traffic } from '../predict/traffic.ts';
import { buildReport } from '../report/build-report.ts';
import type { Report } from '../report/report.ts';
import { processStartedAt } from '../simulate/clock.ts';
import type { Isolation } from '../simulate/fleet/host-plan.ts';
import { type LoadChange, phasesFor } from '../simulate/plan/load.ts';
import { simulate } from '../simulate/simulate.ts';
import { judge } from '../verdict/judge.ts';
import { writeFresh } from '../write/write-fresh.ts';
import { planSystem } from './generate.ts';

export { systemClock } from '../simulate/clock.ts';
export { type ReportFolder, reportFolder } from './report-folder.ts';
export type { FaultSpec, Isolation, LoadChange, Report, Run, RunListener, Scenario };

export interface SimulationOptions {
  readonly model: Model;
  readonly scenario: Scenario;
  readonly seed: number;
  /** Null: as the scenario says. */
  readonly durationMs: number | null;
  readonly load: LoadChange | null;
  /** As on the command line: `on=crm,kind=latency,delay=300ms`. Beside those of the scenario. */
  readonly faults: readonly string[];
  /** A folder that was generated before; null: one is generated for this run and removed after it. */
  readonly from: string | null;
  readonly isolation: Isolation;
  readonly listeners: readonly RunListener[];
  readonly signal: AbortSignal;
  readonly lintelVersion: string;
  /** The command that runs it again, for the report. */
  readonly replay: string;
}

export interface Simulation {
  readonly report: Report;
  /** True if the signal ended it: the report is then of a part of the run, and no verdict. */
  readonly interrupted: boolean;
}

/**
 * Generates the system (unless it is there already), runs a scenario against it and judges the objectives. Throws a
 * UserError where something is not fit to run; nothing that was started outlives this call.
 */
export async function runSimulation(options: SimulationOptions): Promise<Simulation> {
  const { model, scenario } = options;
  const extraFaults = options.faults.map((text) => parseFaultExpression(text, model));
  const run = await simulate({
    model,
    generatedDir: options.from ?? ((folder) => generateInto(folder, options)),
    scenario,
    seed: options.seed,
    durationMs: options.durationMs ?? undefined,
    load: options.load ?? undefined,
    extraFaults,
    isolation: options.isolation,
    signal: options.signal,
    listeners: options.listeners,
    startedAt: processStartedAt(),
  });
  return {
    report: reportOf(run, [...scenario.faults, ...extraFaults], options),
    interrupted: run.interrupted,
  };
}

/** Returns the named scenario, or the first if none is named. Throws a UserError where there is none such. */
export function findScenario(model: Model, name: string | null): Scenario {
  const names = model.scenarios.map((scenario) => scenario.name).join(', ');
  const found =
    name === null ? model.scenarios[0] : model.scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  if (name === null) {
    throw new UserError(
      'usage',
      'the blueprint has no scenario',
      'add one: scenarios: { everyday: { load: 20/s, for: 30s } }',
    );
  }
  throw new UserError(
    'usage',
    `there is no scenario "${name}"`,
    names === '' ? null : `the scenarios are ${names}`,
  );
}

function generateInto(folder: string, { model, lintelVersion }: SimulationOptions): void {
  const generation = { lintel: lintelVersion, blueprintDigest: model.digest, inputs: '' };
  writeFresh(folder, planSystem(model, ['typescript']), generation);
}

function reportOf(run: Run, faults: readonly FaultSpec[], options: SimulationOptions): Report {
  const { model, lintelVersion, replay } = options;
  const judgement = judge(model.objectives, run);
  return buildReport({
    model,
    run,
    ...judgement,
    faults,
    prediction: predictRun(model, trafficOfRun(options)),
    lintelVersion,
    replay,
  });
}

/** The load that the run was given, which may be another than the scenario's. */
function trafficOfRun({ scenario, durationMs: asked, load }: SimulationOptions): Traffic {
  const durationMs = asked ?? scenario.durationMs;
  return { phases: phasesFor(scenario.load, durationMs, load ?? undefined), durationMs };
}
