import type { KindOperation } from '../kinds/kind.ts';
import { rememberedFor } from '../model/memo.ts';
import type {
  DeviceApp,
  Frontend,
  FrontendOperation,
  IntegrationOperation,
  Journey,
  MobileService,
  Model,
  RequestStep,
  Route,
  ServiceStep,
} from '../model/model.ts';
import { createPathIndex, type PathIndex } from '../model/path-index.ts';

/** A step that sends something: thinking is none. */
export type ActiveStep = RequestStep | ServiceStep;

/** One request that a step of a journey sends through the gateway. */
export interface Flow {
  readonly app: DeviceApp;
  readonly journey: Journey;
  readonly step: ActiveStep;
  /** How many of them a run of the step sends on average. */
  readonly perStep: number;
  readonly method: string;
  readonly path: string;
  readonly route: Route;
  readonly target: FlowTarget;
}

/** What answers it, behind the gateway. */
export type FlowTarget =
  | { readonly type: 'frontend'; readonly element: Frontend; readonly operation: FrontendOperation }
  | { readonly type: 'service'; readonly element: MobileService; readonly operation: KindOperation };

/**
 * How often a phone has local changes when it synchronises. What is not said in a blueprint is as in the simulation: half of
 * the time.
 */
export const localChangeShare = 0.5;

/**
 * Returns every request that the journeys send, in the order of the blueprint. Steps that nothing answers are left out.
 */
export const flowsOf: (model: Model) => readonly Flow[] = rememberedFor((model) => {
  const answers = createAnswers();
  return model.devices.flatMap((app) =>
    app.journeys.flatMap((journey) =>
      journey.steps.flatMap((step): readonly Flow[] => {
        if (step.type === 'think') return [];
        const requests = step.type === 'request' ? [requestOf(step, answers)] : serviceRequests(step);
        return requests.flatMap((request) => (request === null ? [] : [{ app, journey, step, ...request }]));
      }),
    ),
  );
});

type Request = Omit<Flow, 'app' | 'journey' | 'step'>;
type Answers = (frontend: Frontend, step: RequestStep) => FrontendOperation | null;

/** An index of the operations of each frontend by method, made when it is first asked. */
function createAnswers(): Answers {
  const indexes = new Map<string, PathIndex<FrontendOperation>>();
  return (frontend, { method, path }) => {
    const key = `${frontend.name} ${method}`;
    const index =
      indexes.get(key) ??
      createPathIndex(
        frontend.operations.filter(({ http }) => http.method === method),
        ({ http }) => http.path,
      );
    indexes.set(key, index);
    return index.best(path);
  };
}

function requestOf(step: RequestStep, answers: Answers): Request | null {
  const { method, path, route } = step;
  const target = targetOf(step, answers);
  return target === null ? null : { perStep: 1, method, path, route, target };
}

function targetOf(step: RequestStep, answers: Answers): FlowTarget | null {
  const { to: element } = step.route;
  if (element.tier === 'frontends') {
    const operation = answers(element, step);
    return operation === null ? null : { type: 'frontend', element, operation };
  }
  const index = createPathIndex(
    element.kind.operations.filter(({ method }) => method === step.method),
    (operation) => operation.path,
  );
  const operation = index.best(step.path);
  return operation === null ? null : { type: 'service', element, operation };
}

/** A phone hands in local changes only when it has some; everything else it asks each time. */
function serviceRequests({ service, action, route }: ServiceStep): readonly Request[] {
  const { step, operations } = service.kind;
  return (step?.operations ?? []).flatMap((name) => {
    const operation = operations.find((one) => one.name === name);
    if (operation === undefined) return [];
    const perStep = action === 'sync' && name === 'push' ? localChangeShare : 1;
    const { method, path } = operation;
    return [{ perStep, method, path, route, target: { type: 'service', element: service, operation } }];
  });
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** True for a request that a phone sends with an Idempotency-Key: one that changes something. */
export function hasKey(method: string): boolean {
  return changing.has(method);
}

const reading = new Set(['GET', 'HEAD']);
const repeatable = new Set([...reading, 'PUT', 'DELETE', 'OPTIONS']);

/**
 * Returns how many attempts a call of a backend has at most. As the generated services do it, a call is repeated only where
 * that is safe: by its method, or because the request that set it off carries an Idempotency-Key, which is handed on. A SOAP
 * call is always a POST and its envelope carries no key: it is repeated only where the integration's own operation reads.
 */
export function attemptsOf({ calls, http, resilience }: IntegrationOperation, withKey: boolean): number {
  const mayRepeat = calls.soap === null ? withKey || repeatable.has(calls.method) : reading.has(http.method);
  return mayRepeat ? resilience.retries + 1 : 1;
}
