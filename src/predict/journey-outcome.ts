import type { Network } from '../model/model.ts';
import { phoneMs } from './attempts.ts';
import { type Beginning, beginningsOf } from './beginnings.ts';
import { meanOf } from './distribution.ts';
import type { Flow } from './flows.ts';
import { activeSteps, type JourneyFlows, type StepFlows } from './journey-flows.ts';
import type { Landscape } from './landscape.ts';
import { bytesOf, type MessageBytes, signInBytes } from './messages.ts';
import { handshakeMs, networkTime } from './network.ts';
import { type GoneShare, goneShareOf, neverGone } from './offline.ts';
import {
  atOnce,
  delayed,
  either,
  givenUpAt,
  inAnyCase,
  inTurn,
  type Outcome,
  prolonged,
  sometimes,
} from './outcome.ts';
import type { SignIn } from './sign-in.ts';

/** A journey as a phone runs it. */
export interface JourneyOutcome {
  /** As journeys are measured: what its steps take together. Thinking and being offline do not count. */
  readonly whole: Outcome;
  /** What each request comes to, with all that counts to it, and how often a journey sends it. */
  readonly requests: ReadonlyMap<Flow, { readonly perJourney: number; readonly outcome: Outcome }>;
  /** What each step comes to without opening a connection and signing in, where all before it went well; in order. */
  readonly steps: ReadonlyMap<StepFlows, Outcome>;
  readonly signIn: Outcome;
}

/**
 * Returns what a journey comes to on one network, which a phone keeps for a whole journey. A request that fails ends the
 * journey; a mobile service's client works in the background, so that its failures are counted and the user goes on.
 */
export function journeyOn(
  journey: JourneyFlows,
  network: Network,
  { landscape, signIn }: { readonly landscape: Landscape; readonly signIn: SignIn },
): JourneyOutcome {
  const { app } = journey;
  const send = (answer: Outcome, message: MessageBytes) =>
    givenUpAt(delayed(prolonged(answer, networkTime(network, message)), phoneMs), app.timeoutMs);
  const flows = activeSteps(journey).flatMap((step) => step.flows);
  const sent = new Map(flows.map((flow) => [flow, send(landscape.answer(flow), bytesOf(flow))]));
  const afterSuccess = (flow: Flow): Outcome => {
    const refused = landscape.refused(flow);
    const known = refused.afterSuccess === refused.sent ? sent.get(flow) : undefined;
    return known ?? send(landscape.answer(flow, refused.afterSuccess), bytesOf(flow));
  };
  // Who was refused nothing before came at a good time, and is refused less.
  const inTime = new Map(flows.map((flow) => [flow, afterSuccess(flow)]));
  const steps = new Map(activeSteps(journey).map((step) => [step, stepOutcome(step, inTime)]));
  const leads = {
    openingMs: handshakeMs(network),
    token: signInOutcome(signIn, (message) => send(landscape.answerToSignIn, message)),
  };
  const begun = (goneShare: GoneShare) => beginningsOf(journey, steps, { ...leads, goneShare });
  const offlineShare = app.offline?.share ?? 0;
  const variants = [{ share: 1 - offlineShare, beginnings: begun(neverGone) }];
  if (offlineShare > 0) {
    const goneShare = goneShareOf(journey, (step) => meanOf((steps.get(step) ?? atOnce).ok));
    variants.push({ share: offlineShare, beginnings: begun(goneShare) });
  }
  return {
    whole: either(variants.map(({ share, beginnings }) => ({ share, outcome: inOrder(steps, beginnings) }))),
    requests: requestsOf(sent, variants),
    steps,
    signIn: leads.token,
  };
}

function signInOutcome(signIn: SignIn, send: (message: MessageBytes) => Outcome): Outcome {
  if (signIn.first + signIn.again === 0) return atOnce;
  const fetched = send(signInBytes.fetchToken);
  return either([
    { share: Math.max(0, 1 - signIn.first - signIn.again), outcome: atOnce },
    { share: signIn.again, outcome: fetched },
    { share: signIn.first, outcome: inTurn(send(signInBytes.register), fetched) },
  ]);
}

/** A step's requests in their order, each sent in its share of the cases; a failure ends the step. */
function stepOutcome({ flows }: StepFlows, sent: ReadonlyMap<Flow, Outcome>): Outcome {
  return flows.reduceRight<Outcome>(
    (rest, flow) => sometimes(flow.perStep, inTurn(sent.get(flow) ?? atOnce, rest), rest),
    atOnce,
  );
}

type Beginnings = ReadonlyMap<StepFlows, Beginning>;

function inOrder(steps: ReadonlyMap<StepFlows, Outcome>, beginnings: Beginnings): Outcome {
  return [...steps].reduceRight<Outcome>((rest, [step, outcome]) => {
    const { lead, sentShare } = beginnings.get(step) ?? { lead: atOnce, sentShare: 1 };
    const own = sometimes(sentShare, inTurn(lead, outcome), atOnce);
    return step.step.type === 'service' ? inAnyCase(own, rest) : inTurn(own, rest);
  }, atOnce);
}

/** What comes before a step counts to the first request that it sends. */
function requestsOf(
  sent: ReadonlyMap<Flow, Outcome>,
  variants: readonly { readonly share: number; readonly beginnings: Beginnings }[],
): JourneyOutcome['requests'] {
  const cases = new Map<Flow, { share: number; outcome: Outcome }[]>();
  for (const { share, beginnings } of variants) {
    for (const [{ flows }, { lead, sentShare }] of beginnings) {
      let isFirst = 1;
      for (const flow of flows) {
        const own = sent.get(flow) ?? atOnce;
        const outcome = sometimes(isFirst, inTurn(lead, own), own);
        const known = cases.get(flow) ?? [];
        cases.set(flow, [...known, { share: share * sentShare * flow.perStep, outcome }]);
        isFirst *= 1 - flow.perStep;
      }
    }
  }
  return new Map([...cases].map(([flow, of]) => [flow, mixed(of)]));
}

function mixed(cases: readonly { readonly share: number; readonly outcome: Outcome }[]) {
  const perJourney = cases.reduce((sum, { share }) => sum + share, 0);
  const outcome = either(cases.map((one) => ({ ...one, share: one.share / perJourney })));
  return { perJourney, outcome };
}
