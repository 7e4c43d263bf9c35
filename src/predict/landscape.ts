import { memoised, once } from '../model/memo.ts';
import type {
  Backend,
  DeviceApp,
  FrontendOperation,
  Gather,
  IntegrationCall,
  Model,
} from '../model/model.ts';
import { attemptOn, expectedAttempts, hopMs, repeated, storageMs } from './attempts.ts';
import { hitShareWhere } from './cache.ts';
import { attemptsOf, type Flow, hasKey } from './flows.ts';
import { type BackendLoad, loadAt, type OfferedLoad } from './load.ts';
import { atOnce, delayed, either, failedAtOnce, givenUpAt, type Outcome, successOf } from './outcome.ts';
import { gathered } from './parts.ts';
import { noQueue, type Queue, queueOf } from './queue.ts';
import { type RefusedShares, refusalsOf } from './refusals.ts';
import { meanOfTraffic, stretchesOf, type Traffic } from './traffic.ts';

/** The system behind the phones' networks, under a load. */
export interface Landscape {
  readonly traffic: Traffic;
  /** At the mean rate of the traffic. */
  readonly load: OfferedLoad;
  /**
   * Returns what becomes of a request at the gateway, from its first byte there to the last byte of the answer. The plan
   * refuses the given share, or what it refuses of all that are sent.
   */
  readonly answer: (flow: Flow, refusedShare?: number) => Outcome;
  /** Returns what the plan refuses of a request. */
  readonly refused: (flow: Flow) => RefusedShares;
  /** The same for a request of a sign-in: the identity service answers. */
  readonly answerToSignIn: Outcome;
  /** Returns what a frontend gets of a call of a part, for a request with an Idempotency-Key or without. */
  readonly callPart: (gather: Gather, withKey: boolean) => Outcome;
  /** Returns what becomes of an operation of a frontend within its own deadline. */
  readonly gather: (operation: FrontendOperation, withKey: boolean) => Outcome;
}

/** Returns the system of a model under a load. Each operation is worked out when it is first asked for, and once. */
export function createLandscape(model: Model, traffic: Traffic): Landscape {
  const loadOf = memoised((journeysPerSecond: number) => loadAt(model, journeysPerSecond));
  const load = loadOf(meanOfTraffic(traffic));
  const hitShares = new Map(load.flows.map(({ flow, hitShare }) => [flow, hitShare]));
  const queueFor = memoised((backend: Backend) => queueAhead(backend, traffic, loadOf));
  const refusals = memoised((app: DeviceApp) => refusalsOf(model, app, traffic));
  const refused = (flow: Flow) => refusals(flow.app).ofFlow(flow);
  const calls = new Map<string, Outcome>();
  const operations = {
    keyed: new Map<FrontendOperation, Outcome>(),
    unkeyed: new Map<FrontendOperation, Outcome>(),
  };

  const callPart = ({ from }: Gather, withKey: boolean): Outcome =>
    from.type === 'mobileService' ? stored : callIntegration(from, attemptsOf(from.operation, withKey));
  const callIntegration = ({ element, operation }: IntegrationCall, attempts: number): Outcome =>
    once(calls, `${element.name}.${operation.name} ${attempts}`, () => {
      const { reaches } = element;
      const attempt = attemptOn(reaches.behaves, queueFor(reaches), operation.resilience.timeoutMs);
      return delayed(repeated(attempt, attempts), hopMs);
    });
  const gather = (operation: FrontendOperation, withKey: boolean): Outcome =>
    once(withKey ? operations.keyed : operations.unkeyed, operation, () =>
      delayed(
        gathered(operation, (part) => callPart(part, withKey)),
        hopMs,
      ),
    );
  const behindGateway = ({ method, target }: Flow): Outcome =>
    target.type === 'service' ? stored : gather(target.operation, hasKey(method));
  const answer = (flow: Flow, refusedShare = refused(flow).sent): Outcome => {
    const hitShare = hitShareWhere(hitShares.get(flow) ?? 0, wholeShare(flow, callPart));
    const passed = (1 - refusedShare) * (1 - hitShare);
    const answered = either([
      { share: refusedShare, outcome: failedAtOnce },
      { share: (1 - refusedShare) * hitShare, outcome: atOnce },
      { share: passed, outcome: givenUpAt(behindGateway(flow), flow.app.gateway.deadlineMs) },
    ]);
    return delayed(answered, hopMs);
  };
  return { traffic, load, answer, refused, answerToSignIn: delayed(stored, hopMs), callPart, gather };
}

const stored: Outcome = delayed(atOnce, hopMs + storageMs);

/** How often an answer lacks no part: only then it is kept. */
function wholeShare({ method, target }: Flow, callPart: Landscape['callPart']): number {
  if (target.type === 'service') return 1;
  const { gathers, deadlineMs } = target.operation;
  return gathers.reduce((share, part) => {
    const limitMs = Math.min(part.timeoutMs ?? deadlineMs, deadlineMs);
    return share * successOf(givenUpAt(callPart(part, hasKey(method)), limitMs));
  }, 1);
}

type LoadOf = (journeysPerSecond: number) => OfferedLoad;

/** Below this use a queue is so short that hardly a call fails for it. */
const littleUse = 0.9;
/** Rounds in which the calls of a full backend and what they make fail are brought to agree. */
const rounds = 6;

/** Calls that fail because they wait too long are repeated, and make others wait: each round adds those of the one before. */
function queueAhead(backend: Backend, traffic: Traffic, loadOf: LoadOf): Queue {
  const { behaves } = backend;
  const capacity = behaves.capacityPerSecond;
  if (capacity === null) return noQueue;
  const loads = stretchesOf(traffic).map(({ durationMs, perSecond }) => ({
    durationMs,
    load: loadOf(perSecond).backends.get(backend),
  }));
  const queueWith = (rateOf: (load: BackendLoad) => number) =>
    queueOf(
      capacity,
      loads.map(({ durationMs, load }) => ({ durationMs, perSecond: load === undefined ? 0 : rateOf(load) })),
    );
  let queue = queueWith(({ expectedPerSecond }) => expectedPerSecond);
  const isFull = loads.some(({ load }) => (load?.expectedPerSecond ?? 0) > littleUse * capacity);
  for (let round = 0; isFull && round < rounds; round++) {
    const waited = queue;
    queue = queueWith(({ calls }) =>
      calls.reduce((sum, { operation, perSecond, attempts }) => {
        const attempt = attemptOn(behaves, waited, operation.resilience.timeoutMs);
        return sum + perSecond * expectedAttempts(1 - successOf(attempt), attempts);
      }, 0),
    );
  }
  return queue;
}
