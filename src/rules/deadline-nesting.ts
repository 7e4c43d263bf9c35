import type { Related } from '../diagnostics/diagnostic.ts';
import type { DeviceApp, FrontendOperation, Gateway, Gather, Model } from '../model/model.ts';
import { handshakeRoundTrips } from '../predict/network.ts';
import { inMs } from '../predict/words.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { partsOf, pathOfPart } from './shared/parts.ts';
import { waysIn } from './shared/ways-in.ts';
import { named } from './shared/wording.ts';

/** Time-outs on a way that do not lie inside each other. */
export const deadlineNesting: Rule = {
  id: 'deadline-nesting',
  group: 'budget',
  severity: 'warning',
  summary: 'Whoever waits gives up before whoever works for it.',
  why: 'Work then goes on for nobody, and an answer that says what is missing, or why, comes too late. From the phone to the backend, each must wait longer than all behind it may take.',
  example: {
    bad: `
gateway:
  mobile-api:
    deadline: 2s
`,
    good: `
gateway:
  mobile-api:
    deadline: 4s
`,
  },
  check: (model, report) => {
    for (const app of model.devices) checkDevice(app, report);
    checkGateways(model, report);
    for (const part of partsOf(model)) checkPart(part.operation, part.gather, report);
    checkAttempts(model, report);
  },
};

type Report = (finding: RuleFinding) => void;

/** The phone waits for opening a connection and for the way there and back, too. */
function checkDevice(app: DeviceApp, report: Report): void {
  const { gateway, timeoutMs } = app;
  const slowest = app.networks.reduce<(typeof app.networks)[number] | null>(
    (slow, one) => (slow === null || one.network.roundTripMs > slow.network.roundTripMs ? one : slow),
    null,
  );
  const roundTripMs = slowest?.network.roundTripMs ?? 0;
  const trips = handshakeRoundTrips + 1;
  const mostMs = gateway.deadlineMs + trips * roundTripMs;
  if (timeoutMs >= mostMs) return;
  report({
    message: `timeout of mobile application "${app.name}" (${inMs(timeoutMs)}) is below what an answer may take: deadline of API gateway "${gateway.name}" ${inMs(gateway.deadlineMs)} + ${trips} round trips of ${inMs(roundTripMs)} on "${slowest?.network.name ?? ''}" = ${inMs(mostMs)}`,
    span: app.written.get('timeout') ?? gateway.written.get('deadline') ?? app.span,
    path: `${app.path}.timeout`,
    hint: 'let the phone wait longer, or give the gateway a shorter deadline',
    ...related(gateway.written.get('deadline'), 'the deadline of the gateway'),
  });
}

function checkGateways(model: Model, report: Report): void {
  for (const { gateway, frontend, operation } of waysIn(model)) {
    if (gateway.deadlineMs > operation.deadlineMs) continue;
    const own = operation.written.get('deadline');
    report({
      message: `deadline of operation "${operation.name}" of ${named(model, frontend)} (${inMs(operation.deadlineMs)}) is not below the deadline of ${named(model, gateway)} (${inMs(gateway.deadlineMs)}), which gives up first`,
      ...placeOfDeadline(gateway, operation),
      hint: 'the gateway must wait longer than the frontend, so that the answer of the frontend arrives',
      ...(own === undefined ? {} : related(gateway.written.get('deadline'), 'the deadline of the gateway')),
    });
  }
}

/** At the deadline that is written; where both are, at the operation's. */
function placeOfDeadline(gateway: Gateway, operation: FrontendOperation) {
  const own = operation.written.get('deadline');
  const above = gateway.written.get('deadline');
  if (own === undefined && above !== undefined) return { span: above, path: `${gateway.path}.deadline` };
  return { span: own ?? operation.span, path: `${operation.path}.deadline` };
}

function checkPart(operation: FrontendOperation, gather: Gather, report: Report): void {
  const { timeoutMs, from, part } = gather;
  const path = `${pathOfPart(operation, gather)}.timeout`;
  const span = gather.written.get('timeout') ?? gather.span;
  if (timeoutMs !== null && timeoutMs >= operation.deadlineMs) {
    report({
      message: `timeout of part "${part}" (${inMs(timeoutMs)}) is not below the deadline of operation "${operation.name}" (${inMs(operation.deadlineMs)})`,
      span,
      path,
      hint: 'a part without a timeout takes what the deadline leaves',
      ...related(operation.written.get('deadline'), 'the deadline of the operation'),
    });
  }
  if (from.type !== 'integration') return;
  const { resilience } = from.operation;
  const attemptSpan = resilience.written.get('timeout');
  if (timeoutMs !== null && timeoutMs < resilience.timeoutMs) {
    report({
      message: `timeout of part "${part}" (${inMs(timeoutMs)}) is below the timeout of one attempt of "${from.element.name}.${from.operation.name}" (${inMs(resilience.timeoutMs)})`,
      span,
      path,
      hint: 'give the part more time, or an attempt less',
      ...related(attemptSpan, 'the timeout of an attempt'),
    });
  }
  if (timeoutMs === null && resilience.timeoutMs >= operation.deadlineMs) {
    report({
      message: `timeout of one attempt of "${from.element.name}.${from.operation.name}" (${inMs(resilience.timeoutMs)}) is not below the deadline of operation "${operation.name}" (${inMs(operation.deadlineMs)}), which gathers part "${part}" from it`,
      span: attemptSpan ?? operation.written.get('deadline') ?? from.operation.span,
      path: `${from.operation.path}.resilience.timeout`,
      hint: 'give an attempt less time, or the operation a longer deadline',
      ...related(operation.written.get('deadline'), 'the deadline of the operation'),
    });
  }
}

/** Where operations share a time-out it is said once, of the first. */
function checkAttempts(model: Model, report: Report): void {
  for (const integration of model.integrations) {
    const { reaches } = integration;
    const { p99Ms } = reaches.behaves.latency;
    const seen = new Set<number>();
    for (const { resilience, path, span: ownSpan } of integration.operations) {
      const span = resilience.written.get('timeout') ?? ownSpan;
      if (resilience.timeoutMs > p99Ms || seen.has(span.start)) continue;
      seen.add(span.start);
      report({
        message: `timeout of one attempt of ${named(model, integration)} (${inMs(resilience.timeoutMs)}) is not above the p99 of ${named(model, reaches)} (${inMs(p99Ms)}): more than one good answer in a hundred is given up`,
        span,
        path: `${path}.resilience.timeout`,
        hint: 'let an attempt take longer than nearly all answers do',
        ...related(reaches.behaves.written.get('latency'), 'the latency of the backend system'),
      });
    }
  }
}

function related(span: Related['span'] | undefined, message: string): { related?: readonly Related[] } {
  return span === undefined ? {} : { related: [{ message, span }] };
}
