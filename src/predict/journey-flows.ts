import { once, rememberedFor } from '../model/memo.ts';
import type { DeviceApp, Journey, Model, ThinkStep } from '../model/model.ts';
import { type ActiveStep, type Flow, flowsOf } from './flows.ts';

/** A journey of an application, with the requests of its steps. */
export interface JourneyFlows {
  readonly app: DeviceApp;
  readonly journey: Journey;
  /** In order; a step that nothing answers is left out. */
  readonly steps: readonly (ThinkStep | StepFlows)[];
}

/** A step that sends requests. */
export interface StepFlows {
  readonly type: 'active';
  readonly step: ActiveStep;
  /** In order. */
  readonly flows: readonly Flow[];
}

/** Returns every journey of a model, in order, with the requests of its steps. */
export const journeysOf: (model: Model) => readonly JourneyFlows[] = rememberedFor((model) => {
  const byStep = new Map<ActiveStep, Flow[]>();
  for (const flow of flowsOf(model)) once(byStep, flow.step, () => []).push(flow);
  return model.devices.flatMap((app) =>
    app.journeys.map((journey) => ({
      app,
      journey,
      steps: journey.steps.flatMap((step): readonly (ThinkStep | StepFlows)[] => {
        if (step.type === 'think') return [step];
        const flows = byStep.get(step);
        return flows === undefined ? [] : [{ type: 'active', step, flows }];
      }),
    })),
  );
});

/** Returns the steps that send something, in order. */
export function activeSteps({ steps }: JourneyFlows): readonly StepFlows[] {
  return steps.filter((step) => step.type === 'active');
}

/** True for a request that carries a token. */
export function hasToken({ app, route }: Flow): boolean {
  return !route.public && app.gateway.authenticates !== null;
}

/** The journeys and the requests that an objective is about, by its subject. */
export interface SubjectFlows {
  readonly journeys: ReadonlyMap<string, readonly JourneyFlows[]>;
  /** By the label of the step. */
  readonly requests: ReadonlyMap<string, readonly JourneyRequest[]>;
}

export interface JourneyRequest {
  readonly journey: JourneyFlows;
  readonly flow: Flow;
}

/** Returns what objectives of a model may be about, to be found without looking at every journey. */
export const subjectsOf: (model: Model) => SubjectFlows = rememberedFor((model) => {
  const journeys = new Map<string, JourneyFlows[]>();
  const requests = new Map<string, JourneyRequest[]>();
  for (const journey of journeysOf(model)) {
    once(journeys, journey.journey.name, () => []).push(journey);
    for (const { flows } of activeSteps(journey)) {
      for (const flow of flows) once(requests, flow.step.label, () => []).push({ journey, flow });
    }
  }
  return { journeys, requests };
});
