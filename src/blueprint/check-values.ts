import type { Report } from '../diagnostics/findings.ts';
import type { MapNode, Node, ScalarNode } from '../source/parsed-document.ts';
import { numberProblem } from './number-problem.ts';
import { quantityProblem } from './quantity-problem.ts';
import { reportRest } from './report-rest.ts';

/** More findings than this about the values of one document are not read by anybody. */
const MOST_FINDINGS = 1000;

/** Why a value is not good where it stands: `is "0ms", which is no time at all`. */
export interface ValueProblem {
  readonly message: string;
  readonly hint: string;
}

/** Below these keys stand values of the user's own: `data` goes into texts, `body` is sent as JSON. */
export type OwnValues = 'data' | 'body';

/**
 * Reports values that have the shape that is asked for and mean nothing good, or not what they seem to: times of nothing,
 * times that no timer can run, ranges that end before they start, numbers that are not read as they are written. `told` are
 * the starts of values about which something is said already.
 */
export function checkValues(root: MapNode, told: ReadonlySet<number>, report: Report): void {
  let found = 0;
  const tell: Report = (finding) => {
    found += 1;
    if (found <= MOST_FINDINGS) report(finding);
  };
  const visit = (node: Node, at: Place): void => {
    if (node.type === 'list') {
      node.items.forEach((item, index) => {
        visit(item, { ...at, names: () => [...at.names(), String(index)] });
      });
    } else if (node.type === 'map') {
      for (const { key, value } of node.entries.values()) {
        const own = at.own ?? (key === 'data' || key === 'body' ? key : null);
        visit(value, { key, own, names: () => [...at.names(), key] });
      }
    } else if (!told.has(node.span.start)) checkScalar(node, at, tell);
  };
  visit(root, { key: '', own: null, names: () => [] });
  reportRest(root, { count: found - MOST_FINDINGS, what: 'values that cannot be meant' }, report);
}

interface Place {
  /** The last one on the way to it that is a key. */
  readonly key: string;
  readonly own: OwnValues | null;
  /** The way to it; rarely asked for. */
  readonly names: () => readonly string[];
}

function checkScalar(node: ScalarNode, at: Place, report: Report): void {
  const problem =
    typeof node.value === 'string' && at.own === null
      ? quantityProblem(at.key, node.value)
      : numberProblem(node, at.own);
  if (problem === null) return;
  const path = at.names().join('.');
  const { message, hint } = problem;
  report({ rule: 'shape', message: `"${path}" ${message}`, hint, span: node.span, path });
}
