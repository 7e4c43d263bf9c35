import type { DeviceApp, Network } from '../model/model.ts';
import type { Flow } from './flows.ts';
import { hasToken, type JourneyFlows } from './journey-flows.ts';
import { bytesOf, signInBytes } from './messages.ts';
import { handshakeMs, meanNetworkMs } from './network.ts';
import type { SignIn } from './sign-in.ts';

/** A request of a journey, as a plan sees it. */
export interface PlannedRequest {
  readonly flow: Flow;
  /** True if the plan counts it. */
  readonly counts: boolean;
  /** When it is sent after the journey began: by the network and by thinking, what answers taken as quick. */
  readonly atMs: number;
  readonly isFirstOfStep: boolean;
}

/** How far journeys come that began together: shares of them, 0 to 1. Goes on with each request. */
export interface Course {
  /** Nothing has ended them. */
  going: number;
  /** Those of them whose step was not refused anything yet. */
  inStep: number;
  /** Those that were refused nothing at all. */
  well: number;
}

/** Returns the course of journeys that begin. */
export function begun(): Course {
  return { going: 1, inStep: 1, well: 1 };
}

/**
 * Takes a course past one request of which a share is refused, and returns how many of the requests are sent for each
 * journey that began. Who is refused ends the step, and the journey too unless it was a mobile service's client.
 */
export function passRequest(
  course: Course,
  { flow, counts, isFirstOfStep }: PlannedRequest,
  refused: number,
): number {
  if (isFirstOfStep) course.inStep = course.going;
  const sent = course.inStep * flow.perStep;
  if (!counts) return sent;
  course.inStep -= sent * refused;
  course.well -= course.well * flow.perStep * refused;
  if (flow.step.type === 'request') course.going = course.inStep;
  return sent;
}

/** Phones of a journey on which the times of its requests depend. */
export interface Phones {
  /** The networks they are on, with shares of them. */
  readonly networks: DeviceApp['networks'];
  /** Where between the least and the most they think, 0 to 1. */
  readonly thinking: number;
}

/** Returns the requests of a journey in order, with the times at which they are sent: the means, for all its phones. */
export function plannedRequests(
  { app, steps }: JourneyFlows,
  signIn: SignIn,
  { networks, thinking }: Phones = { networks: app.networks, thinking: 0.5 },
): readonly PlannedRequest[] {
  const mean = (ms: (network: Network) => number) =>
    networks.reduce((sum, { network, share }) => sum + share * ms(network), 0);
  const fetchMs = mean((network) => meanNetworkMs(network, signInBytes.fetchToken));
  const registerMs = mean((network) => meanNetworkMs(network, signInBytes.register));
  const requests: PlannedRequest[] = [];
  let atMs = mean(handshakeMs);
  let isSignedIn = false;
  for (const step of steps) {
    if (step.type === 'think') {
      atMs += step.minMs + thinking * (step.maxMs - step.minMs);
      continue;
    }
    for (const [index, flow] of step.flows.entries()) {
      if (hasToken(flow) && !isSignedIn) {
        atMs += (signIn.first + signIn.again) * fetchMs + signIn.first * registerMs;
        isSignedIn = true;
      }
      requests.push({ flow, counts: hasToken(flow), atMs, isFirstOfStep: index === 0 });
      atMs += flow.perStep * mean((network) => meanNetworkMs(network, bytesOf(flow)));
    }
  }
  return requests;
}
