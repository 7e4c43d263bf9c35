import type { FrontendOperation, Gather, Network } from '../model/model.ts';
import { percentileOf } from './distribution.ts';
import { type Flow, hasKey } from './flows.ts';
import type { Landscape } from './landscape.ts';
import { bytesOf } from './messages.ts';
import { handshakeMs, handshakeRoundTrips, lossMs, transferMs } from './network.ts';
import type { Outcome } from './outcome.ts';
import { plainMs } from './words.ts';
import { type WorstPart, worstPart, worstPath } from './worst-case.ts';

/** One thing that takes time on the way of a request, under what waits for it. */
export interface BudgetTerm {
  /** How many wait for it; the phone is 0. */
  readonly depth: number;
  /** Who takes the time: an element or an operation of one, `network`, or the name of a part. */
  readonly who: string;
  /** What it is, and how its worst time comes about, in ms: `erp-integration 2 x 1,200 + 50`. */
  readonly what: string;
  /** The median where it goes well; null: nothing does. */
  readonly typicalMs: number | null;
  /** By deadlines and time-outs, or the 99th percentile of what has none; null: as long as it is waited for. */
  readonly worstMs: number | null;
  /** How long it is waited for; null: nobody else waits. */
  readonly limitMs: number | null;
  /** False: it may take longer than it is waited for. */
  readonly nests: boolean;
  /** True for the parts of an answer that may take longest, one after the other. */
  readonly critical: boolean;
}

/** Returns the terms of one request of a step, from the phone down to the backends. */
export function budgetTerms(flow: Flow, landscape: Landscape): readonly BudgetTerm[] {
  const { app, target } = flow;
  const { gateway, networks, timeoutMs } = app;
  const answer = landscape.answer(flow);
  const trips = handshakeRoundTrips + 1;
  const farthestMs = Math.max(...networks.map(({ network }) => trips * network.roundTripMs));
  const network = networkTerm(flow);
  const answerMs = medianOf(answer);
  const bothMs = answerMs === null ? null : answerMs + (network.typicalMs ?? 0);
  const phone = { depth: 0, who: app.name, what: 'phone', typicalMs: bothMs, worstMs: timeoutMs };
  const way = { depth: 1, who: gateway.name, what: gatewayWords(flow, landscape), typicalMs: answerMs };
  const nests = gateway.deadlineMs + farthestMs <= timeoutMs;
  const behind =
    target.type === 'frontend'
      ? operationTerms(flow, target.operation, landscape)
      : [
          term({
            depth: 2,
            who: target.element.name,
            what: `${target.element.kind.title.toLowerCase()}: ${target.operation.name}`,
            typicalMs: answerMs,
            worstMs: null,
            limitMs: gateway.deadlineMs,
          }),
        ];
  return [
    term({ ...phone, limitMs: null }),
    network,
    term({ ...way, worstMs: gateway.deadlineMs, limitMs: timeoutMs, nests }),
    ...behind,
  ];
}

/** The median phone's network; at worst the slowest one, with a connection to open and the request lost once. */
function networkTerm(flow: Flow): BudgetTerm {
  const message = bytesOf(flow);
  const { networks, timeoutMs } = flow.app;
  const byTime = networks
    .map(({ network, share }) => ({ network, share, ms: transferMs(network, message) }))
    .sort((a, b) => a.ms - b.ms);
  const worstMs = byTime.reduce((most, { network, ms }) => Math.max(most, ms + extraMs(network)), 0);
  return term({
    depth: 1,
    who: 'network',
    what: `${Math.round(message.up)} bytes up, ${Math.round(message.down)} down`,
    typicalMs: medianByShare(byTime),
    worstMs,
    limitMs: timeoutMs,
  });
}

/** The least value that at least half of the phones do not exceed; values are ascending. */
function medianByShare(values: readonly { readonly ms: number; readonly share: number }[]): number {
  let share = 0;
  for (const value of values) {
    share += value.share;
    if (share >= 0.5 - 1e-9) return value.ms;
  }
  return values.at(-1)?.ms ?? 0;
}

function extraMs(network: Network): number {
  return handshakeMs(network) + (network.loss > 0 ? lossMs(network) : 0);
}

function gatewayWords(flow: Flow, { load }: Landscape): string {
  const hitShare = load.flows.find((one) => one.flow === flow)?.hitShare ?? 0;
  return hitShare < 0.005 ? 'gateway' : `gateway, ${Math.round(hitShare * 100)} % from its cache`;
}

function operationTerms(
  { app, method, target }: Flow,
  operation: FrontendOperation,
  landscape: Landscape,
): readonly BudgetTerm[] {
  const withKey = hasKey(method);
  const critical = new Map(
    worstPath(operation, withKey).parts.map((part, at, parts) => [
      part.gather,
      parts.slice(0, at + 1).reduce((sum, { mostMs }) => sum + (mostMs ?? 0), 0),
    ]),
  );
  const frontend = term({
    depth: 2,
    who: `${target.element.name}.${operation.name}`,
    what: 'frontend',
    typicalMs: medianOf(landscape.gather(operation, withKey)),
    worstMs: operation.deadlineMs,
    limitMs: app.gateway.deadlineMs,
    nests: operation.deadlineMs < app.gateway.deadlineMs,
  });
  const parts = operation.gathers.flatMap((gather) => {
    const endMs = critical.get(gather);
    const part = worstPart(gather, withKey);
    return partTerms(part, {
      typicalMs: medianOf(landscape.callPart(gather, withKey)),
      limitMs: gather.timeoutMs ?? operation.deadlineMs,
      critical: endMs !== undefined,
      nests: (endMs ?? part.mostMs ?? 0) <= operation.deadlineMs,
    });
  });
  return [frontend, ...parts];
}

function partTerms(
  { gather, call, mostMs }: WorstPart,
  of: Pick<BudgetTerm, 'typicalMs' | 'critical' | 'nests'> & { readonly limitMs: number },
): readonly BudgetTerm[] {
  const { from, part } = gather;
  const row = { depth: 3, who: `${part}${marks(gather)}`, ...of };
  if (from.type === 'mobileService' || call === null)
    return [
      term({
        ...row,
        what: `${from.element.name}.${from.operation.name}`,
        worstMs: mostMs,
      }),
    ];
  const { attempts, timeoutMs, backoffMs, totalMs } = call;
  const tries =
    attempts === 1
      ? `1 x ${plainMs(timeoutMs)}`
      : `${attempts} x ${plainMs(timeoutMs)} + ${plainMs(backoffMs)}`;
  const { reaches } = from.element;
  const { p50Ms, p99Ms } = reaches.behaves.latency;
  return [
    term({
      ...row,
      what: `${from.element.name} ${tries}`,
      worstMs: totalMs,
      nests: of.nests && totalMs <= of.limitMs,
    }),
    term({
      depth: 4,
      who: reaches.name,
      what: 'backend',
      typicalMs: p50Ms,
      worstMs: p99Ms,
      limitMs: timeoutMs,
      nests: p99Ms < timeoutMs,
    }),
  ];
}

function marks({ optional, after }: Gather): string {
  const words = [
    ...(optional ? ['optional'] : []),
    ...(after.length > 0 ? [`after ${after.join(', ')}`] : []),
  ];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function term(of: Omit<BudgetTerm, 'nests' | 'critical'> & Partial<BudgetTerm>): BudgetTerm {
  const { worstMs, limitMs } = of;
  const nests = worstMs === null || limitMs === null || worstMs <= limitMs;
  return { nests, critical: false, ...of };
}

function medianOf({ ok }: Outcome): number | null {
  return percentileOf(ok, 0.5);
}
