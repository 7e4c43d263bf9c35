import type { Related } from '../diagnostics/diagnostic.ts';
import type { Frontend, FrontendOperation, Model } from '../model/model.ts';
import { hasKey } from '../predict/flows.ts';
import { inMs } from '../predict/words.ts';
import {
  type WorstCall,
  type WorstPart,
  type WorstPath,
  worstPart,
  worstPath,
} from '../predict/worst-case.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { pathOfPart } from './shared/parts.ts';
import { named, quotedList } from './shared/wording.ts';

/** Attempts, pauses and parts in turn that take longer than whoever waits for them. */
export const retryBudget: Rule = {
  id: 'retry-budget',
  group: 'budget',
  severity: 'warning',
  summary: 'Retries, or parts that wait for each other, may take longer than the deadline above them.',
  why: 'The last attempts then never happen, or happen for nobody. Attempts x timeout + backoff, summed along parts that wait for each other, must fit into the deadline.',
  example: {
    bad: `
integrations:
  crm-integration:
    resilience: { timeout: 800ms, retries: 5 }
`,
    good: `
integrations:
  crm-integration:
    resilience: { timeout: 800ms, retries: 2 }
`,
  },
  check: (model, report) => {
    for (const frontend of model.frontends) {
      for (const operation of frontend.operations) {
        const withKey = hasKey(operation.http.method);
        checkPath(model, { frontend, operation, path: worstPath(operation, withKey) }, report);
        for (const gather of operation.gathers) checkPart(operation, worstPart(gather, withKey), report);
      }
    }
  },
};

type Report = (finding: RuleFinding) => void;

interface OnPath {
  readonly frontend: Frontend;
  readonly operation: FrontendOperation;
  readonly path: WorstPath;
}

function checkPath(model: Model, { frontend, operation, path }: OnPath, report: Report): void {
  const { parts, totalMs } = path;
  const [only] = parts;
  if (totalMs <= operation.deadlineMs || only === undefined) return;
  // One attempt, or a time-out, that is too long by itself does not nest: that is said of it.
  if (parts.length === 1 && (only.call === null || only.call.attempts === 1 || isHeld(only))) return;
  const names = quotedList(parts.map(({ gather }) => gather.part));
  const which = parts.length === 1 ? `part ${names}` : `parts ${names}, one after the other,`;
  const terms = parts.map(termsOf).join(' + ');
  report({
    message: `deadline of operation "${operation.name}" of ${named(model, frontend)} (${inMs(operation.deadlineMs)}) is below what ${which} may take: ${terms} = ${inMs(totalMs)}`,
    span: operation.written.get('deadline') ?? operation.span,
    path: `${operation.path}.deadline`,
    hint: 'lengthen the deadline, or shorten attempts or their number',
    related: parts.flatMap(relatedOf),
  });
}

/** A part's own time-out that ends its retries. */
function checkPart(operation: FrontendOperation, { gather, call }: WorstPart, report: Report): void {
  const { timeoutMs } = gather;
  if (call === null || call.attempts === 1 || timeoutMs === null) return;
  if (timeoutMs < call.timeoutMs || timeoutMs >= call.totalMs) return;
  report({
    message: `timeout of part "${gather.part}" (${inMs(timeoutMs)}) is below what its attempts may take: ${attemptsOf(gather.from.element.name, call)} = ${inMs(call.totalMs)}`,
    span: gather.written.get('timeout') ?? gather.span,
    path: `${pathOfPart(operation, gather)}.timeout`,
    hint: 'give the part more time, or shorten attempts or their number',
    related: relatedOf({ gather, call, mostMs: null }),
  });
}

/** True where the part's own time-out is what holds it. */
function isHeld({ gather, call }: WorstPart): boolean {
  return gather.timeoutMs !== null && call !== null && gather.timeoutMs < call.totalMs;
}

function termsOf(part: WorstPart): string {
  const { gather, call, mostMs } = part;
  const { name } = gather.from.element;
  if (call === null || isHeld(part)) return `${name} ${inMs(mostMs ?? 0)}`;
  return attemptsOf(name, call);
}

function attemptsOf(name: string, { attempts, timeoutMs, backoffMs }: WorstCall): string {
  if (attempts === 1) return `${name} ${inMs(timeoutMs)}`;
  return `${name} ${attempts} x ${inMs(timeoutMs)} + ${inMs(backoffMs)} backoff`;
}

function relatedOf({ gather }: WorstPart): readonly Related[] {
  if (gather.from.type !== 'integration') return [];
  const { written } = gather.from.operation.resilience;
  const label = `${gather.from.element.name}.${gather.from.operation.name}`;
  const timeout = written.get('timeout');
  const retries = written.get('retries');
  return [
    ...(timeout === undefined
      ? []
      : [{ message: `the timeout of one attempt of "${label}"`, span: timeout }]),
    ...(retries === undefined ? [] : [{ message: `the retries of "${label}"`, span: retries }]),
  ];
}
